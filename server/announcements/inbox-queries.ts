import type { Knex } from 'knex';
import type { Db } from '../platform/db/database.ts';
import { readCards, type Reader } from './inbox-card-queries.ts';
import type { Card } from './inbox-card.ts';
import {
  inboxOf,
  onlyConfirmed,
  onlyNew,
  onlySettled,
  onlyWaiting,
  onlyWith,
} from './inbox-filter-queries.ts';

export const filters = ['all', 'outstanding', 'new', 'confirmed'] as const;
export type Filter = (typeof filters)[number];

type InboxSearch = {
  filter: Filter;
  q?: string | undefined;
  now: number;
  limit: number;
  /** The last one of the page before, and whether it waited for a confirmation then. */
  after?: { id: string; wasWaiting: boolean } | undefined;
};

/** By deadline, those without one last, the critical ones of them first. */
const urgencyOf = (announcement: string): string =>
  [
    `${announcement}.deadline_at is null`,
    `coalesce(${announcement}.deadline_at, 0)`,
    `case ${announcement}.priority when 'critical' then 0 else 1 end`,
    `-${announcement}.released_at`,
    `${announcement}.id`,
  ].join(', ');

async function listWaitingIds(inbox: Knex.QueryBuilder, search: InboxSearch): Promise<string[]> {
  const waiting = onlyWaiting(inbox, search.now).orderByRaw(urgencyOf('announcements')).limit(search.limit);
  if (search.after) {
    // By the place of the last one in the order and not by itself: it may have been confirmed since.
    const place = `select ${urgencyOf('last')} from announcements as last where last.id = ?`;
    void waiting.whereRaw(`(${urgencyOf('announcements')}) > (${place})`, [search.after.id]);
  }
  return idsOf(await waiting);
}

/** Newest first. */
async function listSettledIds(inbox: Knex.QueryBuilder, search: InboxSearch): Promise<string[]> {
  const settled = onlyOf(inbox, search)
    .orderByRaw('announcements.released_at desc, announcements.id desc')
    .limit(search.limit);
  if (search.after) {
    const place = 'select last.released_at, last.id from announcements as last where last.id = ?';
    void settled.whereRaw(`(announcements.released_at, announcements.id) < (${place})`, [search.after.id]);
  }
  return idsOf(await settled);
}

function onlyOf(inbox: Knex.QueryBuilder, { filter, now }: InboxSearch): Knex.QueryBuilder {
  if (filter === 'new') return onlyNew(inbox, now);
  return filter === 'confirmed' ? onlyConfirmed(inbox) : onlySettled(inbox, now);
}

const idsOf = (rows: unknown): string[] => (rows as { id: string }[]).map(({ id }) => id);

async function listIds(db: Db, personId: string, search: InboxSearch): Promise<string[]> {
  const { filter, q = '', now, limit, after } = search;
  const inbox = () => onlyWith(inboxOf(db, personId), q);
  const waits = async (id: string) =>
    idsOf(await onlyWaiting(inbox(), now).where('announcements.id', id)).length > 0;
  if (filter === 'new' || filter === 'confirmed') return listSettledIds(inbox(), search);
  const isPastThose = after !== undefined && !after.wasWaiting && !(await waits(after.id));
  if (filter === 'all' && isPastThose) return listSettledIds(inbox(), search);
  const waiting = await listWaitingIds(inbox(), search);
  if (filter === 'outstanding' || waiting.length === limit) return waiting;
  const rest = { ...search, limit: limit - waiting.length, after: undefined };
  return [...waiting, ...(await listSettledIds(inbox(), rest))];
}

/** A page of a person's inbox: what waits for his confirmation, by deadline, then everything else, newest first. */
export async function listInbox(db: Db, reader: Reader, search: InboxSearch): Promise<Card[]> {
  return readCards(db, reader, await listIds(db, reader.personId, search), search.now);
}
