import type { Db } from '../platform/db/database.ts';
import type { SubscriptionRow } from './subscription-store.ts';

/** Who has a device that takes push. */
export async function listPushable(db: Db): Promise<Set<string>> {
  const rows = (await db('push_subscriptions').distinct('person_id')) as { person_id: string }[];
  return new Set(rows.map((row) => row.person_id));
}

export async function findSubscription(
  db: Db,
  where: Partial<SubscriptionRow>,
): Promise<SubscriptionRow | null> {
  return ((await db('push_subscriptions').where(where).first()) as SubscriptionRow | undefined) ?? null;
}

export async function listSubscriptionsOf(db: Db, personId: string): Promise<SubscriptionRow[]> {
  return (await db('push_subscriptions')
    .where({ person_id: personId })
    .orderBy('last_seen_at', 'desc')) as SubscriptionRow[];
}
