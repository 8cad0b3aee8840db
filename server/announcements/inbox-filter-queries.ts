import type { Knex } from 'knex';
import type { Db } from '../platform/db/database.ts';
import { whereContains } from '../platform/db/dialect.ts';
import { fold } from '../platform/fold.ts';
import { newForMs } from './inbox-card.ts';

type Query = Knex.QueryBuilder;

const mostWords = 5;

/** What this person has got and may still see. */
export const inboxOf = (db: Db, personId: string): Query =>
  db('recipients')
    .join('announcements', 'announcements.id', 'recipients.announcement_id')
    .where({ 'recipients.person_id': personId })
    .whereNull('recipients.left_at')
    .whereIn('announcements.status', ['released', 'withdrawn'])
    .select('announcements.id');

/** With each of these words in its number, its title, its text or its sender's name. */
export function onlyWith(inbox: Query, q: string): Query {
  const words = fold(q).split(/\s+/).filter(Boolean).slice(0, mostWords);
  if (words.length === 0) return inbox;
  void inbox
    .join('announcement_versions', (join) =>
      join
        .on('announcement_versions.announcement_id', 'announcements.id')
        .andOn('announcement_versions.version', 'announcements.version'),
    )
    .join('people as senders', 'senders.id', 'announcements.sender_id');
  for (const word of words) {
    void inbox.where((found) => {
      void whereContains(found, 'announcement_versions.search_text', word);
      void found.orWhere((by) => void whereContains(by, 'senders.search_text', word));
    });
  }
  return inbox;
}

const inForce = (inbox: Query, now: number): Query =>
  inbox
    .where('announcements.status', 'released')
    .where((query) => void query.whereNull('expires_at').orWhere('expires_at', '>', now));

/** Asked for, not confirmed, in force. */
export const onlyWaiting = (inbox: Query, now: number): Query =>
  inForce(inbox, now)
    .where('announcements.acknowledgement', 'confirm')
    .whereNull('recipients.acknowledgement_id');

export const onlySettled = (inbox: Query, now: number): Query =>
  inbox.where(
    (settled) =>
      void settled
        .where('announcements.acknowledgement', 'none')
        .orWhere('announcements.status', 'withdrawn')
        .orWhereNotNull('recipients.acknowledgement_id')
        .orWhere('expires_at', '<=', now),
  );

export const onlyNew = (inbox: Query, now: number): Query =>
  inForce(inbox, now)
    .where('announcements.acknowledgement', 'none')
    .where('announcements.released_at', '>', now - newForMs);

export const onlyConfirmed = (inbox: Query): Query =>
  inbox.where('announcements.status', 'released').whereNotNull('recipients.acknowledgement_id');
