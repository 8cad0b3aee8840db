import type { Db, Transaction } from '../platform/db/database.ts';
import { deleteRows, updateRows, whereIn } from '../platform/db/dialect.ts';
import { faultPoint } from '../platform/fault-point.ts';
import type { Subscription } from './subscription.ts';

export async function insertSubscription(
  db: Db,
  subscription: Omit<Subscription, 'lastAcceptedAt'>,
): Promise<void> {
  const { id, personId, deviceId, endpoint, p256dh, auth, createdAt, lastSeenAt } = subscription;
  const row = { id, person_id: personId, device_id: deviceId, endpoint, p256dh, auth };
  const { host } = new URL(endpoint);
  await db('push_subscriptions').insert({ ...row, host, created_at: createdAt, last_seen_at: lastSeenAt });
}

type Renewal = Pick<Subscription, 'id' | 'endpoint' | 'p256dh' | 'auth' | 'lastSeenAt'>;

/** Under the same id, so that what is queued for the device finds it at its new address, and is claimed for that host. */
export async function renewSubscription(db: Db, renewal: Renewal): Promise<void> {
  const { id, endpoint, p256dh, auth, lastSeenAt } = renewal;
  const { host } = new URL(endpoint);
  await db('push_subscriptions')
    .where({ id })
    .update({ endpoint, host, p256dh, auth, last_seen_at: lastSeenAt });
  await db('deliveries').where({ transport: 'push', state: 'queued', subscription_id: id }).update({ host });
}

export async function noteAccepted(tx: Transaction, ids: string[], acceptedAt: number): Promise<void> {
  if (ids.length === 0) return;
  const rows = [...new Set(ids)].map((id) => ({ id, last_accepted_at: acceptedAt }));
  await updateRows(tx, 'push_subscriptions', ['id'], rows);
}

/** Of those with an endpoint only the ones that still have it. */
export async function deleteEnded(
  tx: Transaction,
  ended: { id: string; endpoint: string | null }[],
): Promise<void> {
  const [withAddress, without] = [
    ended.filter(({ endpoint }) => endpoint !== null),
    ended.filter(({ endpoint }) => endpoint === null).map(({ id }) => ({ id })),
  ];
  await deleteRows(tx, 'push_subscriptions', withAddress);
  await deleteRows(tx, 'push_subscriptions', without);
  faultPoint('address-ended');
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
