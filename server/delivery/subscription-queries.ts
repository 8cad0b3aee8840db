import type { Db, Transaction } from '../platform/db/database.ts';
import { lockRows, whereIn } from '../platform/db/dialect.ts';
import { isUnconfirmed, type Subscription } from './subscription.ts';

const columns = [
  ...['id', 'person_id as personId', 'device_id as deviceId', 'endpoint', 'p256dh', 'auth'],
  ...['created_at as createdAt', 'last_seen_at as lastSeenAt', 'last_accepted_at as lastAcceptedAt'],
];

/** Who of these has a device that takes push. */
export async function listPushable(db: Db, personIds: string[]): Promise<Set<string>> {
  const query = whereIn(db('push_subscriptions').distinct('person_id'), 'person_id', personIds);
  const rows = (await query) as { person_id: string }[];
  return new Set(rows.map((row) => row.person_id));
}

/** Who has a device that takes push and has been heard from lately, and who has only devices that are unconfirmed. */
export async function listPushOwners(
  db: Db,
  now: number,
): Promise<{ confirmed: Set<string>; unconfirmed: Set<string> }> {
  const rows = (await db('push_subscriptions')
    .groupBy('person_id')
    .select('person_id as personId')
    .max({ heardAt: 'last_seen_at' })) as { personId: string; heardAt: number }[];
  const owners = { confirmed: new Set<string>(), unconfirmed: new Set<string>() };
  for (const { personId, heardAt } of rows)
    owners[isUnconfirmed(heardAt, now) ? 'unconfirmed' : 'confirmed'].add(personId);
  return owners;
}

/** It stays as it is until the transaction ends: what a push service says meanwhile of its old address comes after. */
export async function holdSubscription(
  tx: Transaction,
  by: { endpoint: string } | { device_id: string },
): Promise<Subscription | null> {
  const query = lockRows(tx, tx('push_subscriptions').where(by));
  return ((await query.first(columns)) as Subscription | undefined) ?? null;
}

/** Those of these ids that are there. */
export async function listKnown(db: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  return new Set((await whereIn(db('push_subscriptions'), 'id', ids).pluck('id')) as string[]);
}

/** The one seen last comes first. */
export async function listSubscriptionsOf(db: Db, personId: string): Promise<Subscription[]> {
  return (await db('push_subscriptions')
    .where({ person_id: personId })
    .orderBy('last_seen_at', 'desc')
    .select(columns)) as Subscription[];
}

/** The keys of the devices heard of last, at most so many. */
export async function listBrowserKeys(db: Db, most: number): Promise<{ p256dh: string; auth: string }[]> {
  return (await db('push_subscriptions')
    .orderBy('last_seen_at', 'desc')
    .limit(most)
    .select('p256dh', 'auth')) as { p256dh: string; auth: string }[];
}
