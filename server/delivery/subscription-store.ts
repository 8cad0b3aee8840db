import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import type { Subscription } from './subscription.ts';

export async function insertSubscription(
  db: Db,
  subscription: Omit<Subscription, 'lastAcceptedAt'>,
): Promise<void> {
  const { id, personId, deviceId, endpoint, p256dh, auth, createdAt, lastSeenAt } = subscription;
  const row = { id, person_id: personId, device_id: deviceId, endpoint, p256dh, auth };
  await db('push_subscriptions').insert({ ...row, created_at: createdAt, last_seen_at: lastSeenAt });
}

type Renewal = Pick<Subscription, 'id' | 'endpoint' | 'p256dh' | 'auth' | 'lastSeenAt'>;

/** Under the same id, so that what is queued for the device finds it at its new address. */
export async function renewSubscription(db: Db, renewal: Renewal): Promise<void> {
  const { id, endpoint, p256dh, auth, lastSeenAt } = renewal;
  await db('push_subscriptions').where({ id }).update({ endpoint, p256dh, auth, last_seen_at: lastSeenAt });
}

export async function noteAccepted(db: Db, id: string, acceptedAt: number): Promise<void> {
  await db('push_subscriptions').where({ id }).update({ last_accepted_at: acceptedAt });
}

/** With an owner or an endpoint: only while they are the ones it has. Answers whether it was there. */
export async function deleteSubscription(
  db: Db,
  { id, personId, endpoint }: { id: string; personId?: string; endpoint?: string },
): Promise<boolean> {
  const query = db('push_subscriptions').where({ id });
  if (personId !== undefined) void query.where({ person_id: personId });
  if (endpoint !== undefined) void query.where({ endpoint });
  const deleted: number = await query.delete();
  return deleted > 0;
}

/** Answers the ids of those that may have been deleted: one may be heard from again in this very moment. */
export async function deleteSilentSubscriptions(db: Db, silentSince: number): Promise<string[]> {
  const silent = () => db('push_subscriptions').where('last_seen_at', '<=', silentSince);
  const ids = (await silent().pluck('id')) as string[];
  if (ids.length > 0) await whereIn(silent(), 'id', ids).delete();
  return ids;
}
