import type { Knex } from 'knex';
import type { Transaction } from '../../platform/db/database.ts';
import { insertRows, whereIn } from '../../platform/db/dialect.ts';
import type { DeliveryKind, MailedTo } from '../delivery.ts';
import { unconfirmedAfterMs } from '../subscription.ts';
import { isMailAddress } from './mail-address.ts';
import { refusedMailbox } from './mail-queries.ts';

export type NewMails = {
  kind: DeliveryKind;
  occasionId: string;
  announcementId: string;
  /** All recipients, or those among them. */
  to: 'recipients' | string[];
  among: MailedTo;
  now: number;
  expiresAt: number;
};

/** The address of a mail in the outbox is the person: where the person's mail goes is asked when it is sent. */
const addressOf = (personId: string): string => `mail:${personId}`;

/**
 * One row per occasion and person, ever, in random order. Answers how many people there were. An address that was
 * refused for good is tried again by a release alone, once for each: the mailbox may have been opened since.
 */
export async function insertMails(tx: Transaction, given: NewMails): Promise<number> {
  const { kind, occasionId, announcementId, to, now, expiresAt } = given;
  const query: Knex.QueryBuilder = tx('recipients')
    .join('people', 'people.id', 'recipients.person_id')
    .where('recipients.announcement_id', announcementId)
    .whereNull('recipients.left_at')
    .whereNull('people.left_at')
    .whereNotNull('people.mail')
    .orderByRaw('random()')
    .select('people.id', 'people.mail');
  narrow(tx, query, given);
  if (occasionId !== announcementId) void query.whereNotExists(refusedMailbox(tx));
  if (Array.isArray(to)) void whereIn(query, 'recipients.person_id', to);
  const people = ((await query) as { id: string; mail: string }[]).filter(({ mail }) => isMailAddress(mail));
  const row = {
    ...{ occasion_id: occasionId, kind, announcement_id: announcementId, device_id: '', transport: 'mail' },
    ...{ state: 'queued', attempts: 0, next_attempt_at: now, created_at: now, expires_at: expiresAt },
  };
  await insertRows(
    tx,
    'deliveries',
    people.map(({ id }) => ({ ...row, person_id: id, subscription_id: addressOf(id) })),
    'ignore',
  );
  return people.length;
}

// Whom something has told is asked for as a whole: recipient by recipient, a database may go through all of it each time.
function narrow(tx: Transaction, query: Knex.QueryBuilder, { among, announcementId, now }: NewMails): void {
  const devices = tx('push_subscriptions')
    .select('id')
    .where('last_seen_at', '>', now - unconfirmedAfterMs)
    .whereRaw('push_subscriptions.person_id = recipients.person_id');
  const told = tx('deliveries').where({ announcement_id: announcementId }).select('deliveries.person_id');
  if (among === 'without-device') void query.whereNotExists(devices);
  if (among === 'unreached')
    void query.whereNotIn('recipients.person_id', told.where({ transport: 'push', state: 'accepted' }));
  if (among === 'untold')
    void query.whereNotIn(
      'recipients.person_id',
      told.where((reached) => {
        void reached.where({ transport: 'push', state: 'accepted' });
        void reached.orWhere((mailed) => {
          void mailed.where({ transport: 'mail' }).whereIn('state', ['queued', 'sending', 'accepted']);
        });
      }),
    );
  if (among === 'told-by-mail')
    void query.where(
      (either) =>
        void either
          .whereNotExists(devices)
          .orWhereIn('recipients.person_id', told.where({ transport: 'mail' })),
    );
}
