import type { Db, Transaction } from '../platform/db/database.ts';
import { skipLocked, whereIn } from '../platform/db/dialect.ts';
import type { DeliveryKind, DeliveryState } from './delivery.ts';

type NewDeliveries = {
  kind: DeliveryKind;
  occasionId: string;
  announcementId: string;
  /** All recipients, or those among them. */
  to: 'recipients' | string[];
  now: number;
  expiresAt: number;
};

/** In random order: nobody comes first by team or name. */
export async function insertDeliveries(tx: Transaction, given: NewDeliveries): Promise<number> {
  const { kind, occasionId, announcementId, to, now, expiresAt } = given;
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
      tx.raw("push_subscriptions.person_id, push_subscriptions.device_id, 'push', 'queued', 0"),
      tx.raw('cast(? as bigint), cast(? as bigint), cast(? as bigint)', [now, now, expiresAt]),
    );
  if (Array.isArray(to)) void whereIn(rows, 'recipients.person_id', to);
  const { sql, bindings } = rows.toSQL();
  const columns =
    'occasion_id, subscription_id, kind, announcement_id, person_id, device_id, transport, state, attempts, next_attempt_at, created_at, expires_at';
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
    transport: 'push',
    state: 'queued',
    attempts: 0,
    next_attempt_at: test.now,
    created_at: test.now,
    expires_at: test.expiresAt,
  });
}

export type ClaimedDelivery = {
  id: number;
  kind: DeliveryKind;
  announcementId: string | null;
  personId: string;
  deviceId: string;
  subscriptionId: string;
  attempts: number;
  expiresAt: number;
};

type Lease = { id: string; now: number; until: number; limit: number };

/**
 * Takes due rows for one worker: those queued, and those whose worker has let its lease run out. The claim itself
 * counts the attempt and pushes the row ahead, so that a row that breaks its worker cannot block the others.
 */
export async function claimDeliveries(tx: Transaction, lease: Lease): Promise<ClaimedDelivery[]> {
  const due = skipLocked(
    tx,
    tx('deliveries')
      .select('id')
      .where(
        (waiting) =>
          void waiting
            .where((queued) => void queued.where('state', 'queued').where('next_attempt_at', '<=', lease.now))
            .orWhere(
              (abandoned) => void abandoned.where('state', 'sending').where('lease_until', '<=', lease.now),
            ),
      )
      .orderBy('next_attempt_at')
      .limit(lease.limit),
  );
  return (await tx('deliveries')
    .whereIn('id', due)
    .update({
      state: 'sending',
      lease_id: lease.id,
      lease_until: lease.until,
      attempts: tx.raw('attempts + 1'),
    })
    .returning([
      ...[
        'id',
        'kind',
        'announcement_id as announcementId',
        'person_id as personId',
        'device_id as deviceId',
      ],
      ...['subscription_id as subscriptionId', 'attempts', 'expires_at as expiresAt'],
    ])) as ClaimedDelivery[];
}

type Settlement = {
  id: number;
  leaseId: string;
  state: DeliveryState;
  at: number;
  nextAttemptAt: number | null;
  status: number | null;
  fault: string | null;
};

/** Writes an outcome, but only while the lease is still ours. Answers whether it was. */
export async function settleDelivery(tx: Transaction, settlement: Settlement): Promise<boolean> {
  const changed = await tx('deliveries')
    .where({ id: settlement.id, lease_id: settlement.leaseId, state: 'sending' })
    .update({
      state: settlement.state,
      lease_id: null,
      lease_until: null,
      last_status: settlement.status,
      last_error: settlement.fault,
      settled_at: settlement.state === 'queued' ? null : settlement.at,
      ...(settlement.nextAttemptAt === null ? {} : { next_attempt_at: settlement.nextAttemptAt }),
    });
  return changed > 0;
}

/** Rows that can never be sent any more, because the device has gone, say so. */
export async function markGone(db: Db, subscriptionId: string, at: number): Promise<void> {
  await db('deliveries')
    .where({ subscription_id: subscriptionId, state: 'queued' })
    .update({ state: 'gone', settled_at: at });
}
