import type { Db, Transaction } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import type { DeliveryKind } from './delivery.ts';

type NewDeliveries = {
  kind: DeliveryKind;
  occasionId: string;
  announcementId: string;
  /** All recipients, or those among them. */
  to: 'recipients' | string[];
  /** Only on these of their devices. */
  subscriptionIds?: string[];
  now: number;
  expiresAt: number;
};

/** In random order: nobody comes first by team or name. */
export async function insertDeliveries(tx: Transaction, given: NewDeliveries): Promise<number> {
  const { kind, occasionId, announcementId, to, now, expiresAt, subscriptionIds } = given;
  const rows = tx('push_subscriptions')
    .join('recipients', 'recipients.person_id', 'push_subscriptions.person_id')
    .where('recipients.announcement_id', announcementId)
    .whereNull('recipients.left_at')
    .orderByRaw('random()')
    .select(
      tx.raw('cast(? as text), push_subscriptions.id, cast(? as text), cast(? as text)', [
        occasionId,
        kind,
        announcementId,
      ]),
      tx.raw('push_subscriptions.person_id, push_subscriptions.device_id, push_subscriptions.host'),
      tx.raw("'push', 'queued', 0"),
      tx.raw('cast(? as bigint), cast(? as bigint), cast(? as bigint)', [now, now, expiresAt]),
    );
  if (Array.isArray(to)) {
    // Few of many newcomers have a device: looked up first, or PostgreSQL goes through the list once for each of them.
    const withDevice = whereIn(tx('push_subscriptions').distinct('person_id'), 'person_id', to);
    const personIds = (await withDevice.pluck('person_id')) as string[];
    if (personIds.length === 0) return 0;
    void whereIn(rows, 'recipients.person_id', personIds);
  }
  if (subscriptionIds) void whereIn(rows, 'push_subscriptions.id', subscriptionIds);
  const { sql, bindings } = rows.toSQL();
  const columns =
    'occasion_id, subscription_id, kind, announcement_id, person_id, device_id, host, transport, state, attempts, next_attempt_at, created_at, expires_at';
  const insert = `insert into deliveries (${columns}) ${sql} on conflict do nothing returning id`;
  const answer: unknown = await tx.raw(insert, bindings as never);
  return Array.isArray(answer) ? answer.length : (answer as { rows: unknown[] }).rows.length;
}

export async function insertTestDelivery(
  db: Db,
  test: {
    occasionId: string;
    subscriptionId: string;
    personId: string;
    deviceId: string;
    host: string;
    now: number;
    expiresAt: number;
  },
): Promise<void> {
  await db('deliveries').insert({
    occasion_id: test.occasionId,
    subscription_id: test.subscriptionId,
    kind: 'test',
    person_id: test.personId,
    device_id: test.deviceId,
    host: test.host,
    transport: 'push',
    state: 'queued',
    attempts: 0,
    next_attempt_at: test.now,
    created_at: test.now,
    expires_at: test.expiresAt,
  });
}

/** Rows that can never be sent any more, because their subscription has ended, say so. */
export async function markGone(db: Db, subscriptionIds: string[], at: number): Promise<void> {
  await whereIn(db('deliveries'), 'subscription_id', subscriptionIds)
    .where({ transport: 'push', state: 'queued' })
    .whereNotExists(
      db('push_subscriptions').select('id').whereRaw('push_subscriptions.id = deliveries.subscription_id'),
    )
    .update({ state: 'gone', settled_at: at });
}
