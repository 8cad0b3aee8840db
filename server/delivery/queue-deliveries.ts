import type { Announcement } from '../announcements/announcement.ts';
import type { Transaction } from '../platform/db/database.ts';
import { deliveryExpiresAt, type DeliveryKind } from './delivery.ts';
import { insertDeliveries } from './delivery-store.ts';

type QueueRequest = {
  kind: DeliveryKind;
  /** The announcement, reminder, test or return to an audience that asks for it: a device gets one delivery per occasion. */
  occasionId: string;
  announcement: Announcement;
  to: 'recipients' | string[];
  now: number;
};

/** The outbox: one row per device of those concerned, inside the transaction of what it tells. Answers how many. */
export async function queueDeliveries(tx: Transaction, request: QueueRequest): Promise<number> {
  const { kind, occasionId, announcement, to, now } = request;
  const expiresAt = deliveryExpiresAt(kind, announcement.deadlineAt, now);
  return insertDeliveries(tx, { kind, occasionId, announcementId: announcement.id, to, now, expiresAt });
}
