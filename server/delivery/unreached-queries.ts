import { findAskedSince } from '../acknowledgements/progress-queries.ts';
import { outstandingAfter, type PlaceInOrder } from '../acknowledgements/recipient-queries.ts';
import type { Announcement } from '../announcements/announcement.ts';
import type { Db } from '../platform/db/database.ts';
import { usedSessions } from '../sign-in/session-queries.ts';
import { refusedMailbox } from './mail/mail-queries.ts';
import { unconfirmedAfterMs } from './subscription.ts';

/** So long a notice that has not failed yet is on its way, and nobody need telephone. */
const onItsWayMs = 10 * 60_000;

/** An announcement, and since when people are asked for the text of it that holds. */
type Asked = { id: string; askedSince: number };

export const askedOf = async (db: Db, announcement: Announcement): Promise<Asked> => ({
  id: announcement.id,
  askedSince: await findAskedSince(db, announcement),
});

/**
 * To whom there are notices about the text that holds. Asked for as a whole, and not recipient by recipient: for each of
 * them a database may well go through all that were accepted.
 */
const noticed = (db: Db, { id, askedSince }: Asked) =>
  db('deliveries')
    .where('deliveries.announcement_id', id)
    .whereNot('deliveries.kind', 'escalation')
    .where('deliveries.created_at', '>=', askedSince)
    .select('deliveries.person_id');

/** Those whose notice went to a device that is not unconfirmed: one that is has a service, and perhaps nobody behind it. */
const noticedByPush = (db: Db, asked: Asked, now: number) =>
  noticed(db, asked)
    .leftJoin('push_subscriptions', 'push_subscriptions.id', 'deliveries.subscription_id')
    .where({ transport: 'push', state: 'accepted' })
    .where(
      (heard) =>
        void heard
          .whereNull('push_subscriptions.id')
          .orWhere('push_subscriptions.last_seen_at', '>', now - unconfirmedAfterMs),
    );

/**
 * Those outstanding whom nothing has reached: no push accepted for a device that has been heard of lately, no mail accepted by an address that still stands, no page
 * used of late, and nothing on its way that has not failed yet.
 */
export const unreachedAfter = (db: Db, asked: Asked, now: number, place?: PlaceInOrder) =>
  outstandingAfter(db, asked.id, place)
    .join('people', 'people.id', 'recipients.person_id')
    .whereNotIn('recipients.person_id', noticedByPush(db, asked, now))
    .where((mailed) => {
      const accepted = noticed(db, asked).where({ transport: 'mail', state: 'accepted' });
      void mailed.whereNotIn('recipients.person_id', accepted);
      void mailed.orWhereExists(refusedMailbox(db));
    })
    .whereNotIn(
      'recipients.person_id',
      noticed(db, asked)
        .whereIn('state', ['queued', 'sending'])
        .whereNull('last_status')
        .whereNull('last_error')
        .where('deliveries.created_at', '>', now - onItsWayMs),
    )
    .whereNotExists(
      usedSessions(db, now).select(db.raw('1')).whereRaw('sessions.person_id = recipients.person_id'),
    );

/**
 * Those outstanding to whom nothing got through and nothing is on its way any more: what was sent has failed, expired or
 * found the device gone, or there was no road.
 */
export const missedOf = (db: Db, asked: Asked) =>
  outstandingAfter(db, asked.id).whereNotIn(
    'recipients.person_id',
    noticed(db, asked).whereIn('state', ['accepted', 'queued', 'sending']),
  );

/** Those outstanding to whom nothing got through: who was missed, and to whom something is on its way. */
export const notAcceptedOf = (db: Db, asked: Asked) =>
  outstandingAfter(db, asked.id).whereNotIn(
    'recipients.person_id',
    noticed(db, asked).where({ state: 'accepted' }),
  );
