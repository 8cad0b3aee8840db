import type { Transaction } from '../platform/db/database.ts';
import { skipLocked } from '../platform/db/dialect.ts';
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
  attempts: number;
  expiresAt: number;
};

type Lease = { id: string; transport: Transport; now: number; until: number; limit: number };

/**
 * Takes due rows of its transport for one worker: those queued, and those whose worker has let its lease run out. The claim itself
 * counts the attempt and pushes the row ahead, so that a row that breaks its worker cannot block the others.
 */
export async function claimDeliveries(tx: Transaction, lease: Lease): Promise<ClaimedDelivery[]> {
  const due = skipLocked(
    tx,
    tx('deliveries')
      .select('id')
      .where({ transport: lease.transport })
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
