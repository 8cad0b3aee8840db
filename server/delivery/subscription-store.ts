import type { Db } from '../platform/db/database.ts';

export type SubscriptionRow = {
  id: string;
  person_id: string;
  device_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  created_at: number;
  last_seen_at: number;
  last_accepted_at: number | null;
};

export async function insertSubscription(
  db: Db,
  row: Omit<SubscriptionRow, 'last_accepted_at'>,
): Promise<void> {
  await db('push_subscriptions').insert(row);
}

export async function deleteSubscriptions(db: Db, where: Partial<SubscriptionRow>): Promise<number> {
  return db('push_subscriptions').where(where).delete();
}

export async function touchSubscription(db: Db, id: string, change: Partial<SubscriptionRow>): Promise<void> {
  await db('push_subscriptions').where({ id }).update(change);
}
