import type { Announcement } from '../announcements/announcement.ts';
import type { Transaction } from '../platform/db/database.ts';
import type { House } from '../umlauf.ts';
import { deliveryExpiresAt, type DeliveryKind, type MailedTo } from './delivery.ts';
import { insertDeliveries } from './delivery-store.ts';
import { queueMails } from './mail/queue-mails.ts';

type QueueRequest = {
  kind: DeliveryKind;
  /** The announcement, reminder, test or return to an audience that asks for it: a device gets one delivery per occasion. */
  occasionId: string;
  announcement: Announcement;
  to: 'recipients' | string[];
  /** Whom the same is mailed; by default those whom no push can reach. */
  mailTo?: MailedTo;
  now: number;
};

/**
 * The outbox: one row per device of those concerned, and one per person who gets it by mail, inside the transaction of
 * what it tells. Answers how many of each.
 */
export async function queueDeliveries(
  tx: Transaction,
  house: Pick<House, 'config'>,
  request: QueueRequest,
): Promise<{ devices: number; mails: number }> {
  const { kind, occasionId, announcement, to, now, mailTo = 'without-device' } = request;
  const expiresAt = deliveryExpiresAt(kind, announcement.deadlineAt, now);
  const notice = { kind, occasionId, announcementId: announcement.id, to, now, expiresAt };
  return {
    devices: await insertDeliveries(tx, notice),
    mails: await queueMails(tx, house, { ...notice, among: mailTo }),
  };
}
