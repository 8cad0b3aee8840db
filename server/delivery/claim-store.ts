import type { Transaction } from '../platform/db/database.ts';
import { lockRows, skipLocked, updateRows } from '../platform/db/dialect.ts';
import type { DeliveryKind, DeliveryState, Transport } from './delivery.ts';

export type ClaimedDelivery = {
  id: number;
  leaseId: string;
  occasionId: string;
  kind: DeliveryKind;
  announcementId: string | null;
  personId: string;
  deviceId: string;
  subscriptionId: string;
  host: string;
  attempts: number;
  expiresAt: number;
};

/** `host`: those for one push service alone. */
type Lease = { id: string; transport: Transport; host?: string; now: number; until: number; limit: number };

/**
 * Takes due rows of its transport for one worker: those queued, and those whose worker has let its lease run out. The
 * claim itself counts the attempt and pushes the row ahead, so that a row that breaks its worker cannot block the others.
 */
export async function claimDeliveries(tx: Transaction, lease: Lease): Promise<ClaimedDelivery[]> {
  await requeueAbandoned(tx, lease);
  const due = rowsFor(tx, lease)
    .where('state', 'queued')
    .where('next_attempt_at', '<=', lease.now)
    .orderBy('next_attempt_at')
    .limit(lease.limit);
  // Materialised: PostgreSQL may run a subquery with a limit more than once, and claim more than it.
  return (await tx('deliveries')
    .withMaterialized('due', due)
    .whereIn('id', tx('due').select('id'))
    .update({
      state: 'sending',
      lease_id: lease.id,
      lease_until: lease.until,
      attempts: tx.raw('attempts + 1'),
    })
    .returning([
      ...[
        'id',
        'lease_id as leaseId',
        'occasion_id as occasionId',
        'kind',
        'announcement_id as announcementId',
        'person_id as personId',
        'device_id as deviceId',
      ],
      ...['subscription_id as subscriptionId', 'host', 'attempts', 'expires_at as expiresAt'],
    ])) as ClaimedDelivery[];
}

const rowsFor = (tx: Transaction, { transport, host }: Pick<Lease, 'transport' | 'host'>) =>
  skipLocked(
    tx,
    tx('deliveries')
      .select('id')
      .where({ transport, ...(host === undefined ? {} : { host }) }),
  );

/** Apart from those queued, so that each is found by its index. */
async function requeueAbandoned(tx: Transaction, lease: Lease): Promise<void> {
  const abandoned = rowsFor(tx, lease).where('state', 'sending').where('lease_until', '<=', lease.now);
  await tx('deliveries')
    .withMaterialized('abandoned', abandoned)
    .whereIn('id', tx('abandoned').select('id'))
    .update({ state: 'queued', lease_id: null, lease_until: null, next_attempt_at: lease.now });
}

/** Prolongs leases under which something is still being sent. */
export async function renewLeases(
  tx: Transaction,
  { transport, ids, until }: { transport: Transport; ids: string[]; until: number },
): Promise<void> {
  const held = rowsFor(tx, { transport }).where('state', 'sending').whereIn('lease_id', ids);
  await tx('deliveries')
    .withMaterialized('held', held)
    .whereIn('id', tx('held').select('id'))
    .update({ lease_until: until });
}

export type Settlement = {
  id: number;
  leaseId: string;
  state: DeliveryState;
  at: number;
  nextAttemptAt: number | null;
  status: number | null;
  fault: string | null;
  /** Where it is put off: until when it lives then. */
  expiresAt?: number;
};

/** Writes outcomes, each only while the lease is still ours. Answers the ids of those for which it was. */
export async function settleDeliveries(tx: Transaction, settlements: Settlement[]): Promise<Set<number>> {
  const ids = settlements.map(({ id }) => id);
  const held = (await lockRows(
    tx,
    tx('deliveries').whereIn('id', ids).where('state', 'sending').orderBy('id'),
  ).select(
    ...['id', 'lease_id as leaseId', 'next_attempt_at as nextAttemptAt', 'expires_at as expiresAt'],
  )) as {
    id: number;
    leaseId: string;
    nextAttemptAt: number;
    expiresAt: number;
  }[];
  const heldById = new Map(held.map((row) => [row.id, row]));
  const ours = settlements.filter(({ id, leaseId }) => heldById.get(id)?.leaseId === leaseId);
  await updateRows(
    tx,
    'deliveries',
    ['id'],
    ours.map(({ id, state, at, nextAttemptAt, status, fault, expiresAt }) => ({
      ...{ id, state, lease_id: null, lease_until: null, last_status: status, last_error: fault },
      settled_at: state === 'queued' ? null : at,
      next_attempt_at: nextAttemptAt ?? heldById.get(id)?.nextAttemptAt ?? at,
      expires_at: expiresAt ?? heldById.get(id)?.expiresAt ?? at,
    })),
  );
  return new Set(ours.map(({ id }) => id));
}

/** Answers whether the lease was still ours. */
export const settleDelivery = async (tx: Transaction, settlement: Settlement): Promise<boolean> =>
  (await settleDeliveries(tx, [settlement])).size > 0;
