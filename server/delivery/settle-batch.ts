import type { Transaction } from '../platform/db/database.ts';
import type { House } from '../umlauf.ts';
import { settleDeliveries, type ClaimedDelivery, type Settlement } from './claim-store.ts';
import { judge, pauseAfter, type Attempt, type Outcome } from './delivery.ts';
import { settleHosts, type HostNews } from './settle-hosts.ts';
import { listKnown } from './subscription-queries.ts';
import { deleteEnded, noteAccepted } from './subscription-store.ts';
import { lifeMs } from './channel/channel-notice.ts';
import type { PutOff, Untried } from './write-letters.ts';

/** What came of a delivery, and at which address it was tried. */
export type Trial = { delivery: ClaimedDelivery; attempt: Attempt | Untried; endpoint: string | null };

type Judged = Trial & { outcome: Outcome };

/**
 * Records what came of many deliveries in one transaction. Answers the outcome of each, or null where the lease was
 * lost: then somebody else has it in hand.
 */
export async function settleBatch(
  house: House,
  trials: Trial[],
  acceptedAt: Map<string, number>,
): Promise<(Outcome['state'] | null)[]> {
  const now = house.clock.now();
  const judged = trials.map((trial): Judged => ({ ...trial, outcome: outcomeOf(trial, now) }));
  const news = judged.flatMap((one) => newsOf(one) ?? []);
  return house.transaction(async (tx) => {
    const ended = await endAddresses(tx, judged, now);
    const settlements = ended.map((one) => settlementOf(one, now));
    const settled = await settleDeliveries(tx, settlements);
    const counted = ended.filter(({ delivery }) => settled.has(delivery.id));
    const accepted = counted.filter(({ outcome }) => outcome.state === 'accepted');
    await noteAccepted(
      tx,
      accepted.map(({ delivery }) => delivery.subscriptionId),
      now,
    );
    await settleHosts(tx, news, { now, acceptedAt });
    return ended.map(({ delivery, outcome }) => (settled.has(delivery.id) ? outcome.state : null));
  });
}

function outcomeOf({ attempt, delivery }: Trial, now: number): Outcome {
  if (attempt === 'device gone') return { state: 'gone' };
  if (isPutOff(attempt)) return { state: 'queued', nextAttemptAt: attempt.putOffTo };
  if (typeof attempt === 'string') return { state: 'expired' };
  const { attempts, expiresAt } = delivery;
  return judge(attempt, { attempts, expiresAt, now, chance: Math.random() });
}

/**
 * Subscriptions end with their addresses. Has a device a new one by now, the delivery goes there. What else waits for a
 * device that is gone is found to be so when it is due.
 */
async function endAddresses(tx: Transaction, judged: Judged[], now: number): Promise<Judged[]> {
  const gone = judged.filter(({ outcome }) => outcome.state === 'gone');
  if (gone.length === 0) return judged;
  await deleteEnded(
    tx,
    gone.map(({ delivery, endpoint }) => ({ id: delivery.subscriptionId, endpoint })),
  );
  const stillThere = await listKnown(tx, [...new Set(gone.map(({ delivery }) => delivery.subscriptionId))]);
  const again: Outcome = { state: 'queued', nextAttemptAt: now };
  return judged.map((one) =>
    one.outcome.state === 'gone' && stillThere.has(one.delivery.subscriptionId)
      ? { ...one, outcome: again }
      : one,
  );
}

/** A test is sent at anybody's wish: what becomes of it says nothing of the service. */
function newsOf({ delivery, attempt }: Trial): HostNews | null {
  const status = statusOf(attempt);
  if (typeof attempt === 'string' || isPutOff(attempt) || status === null) return null;
  const isAccepted = isAcceptance({ attempt });
  const pause = pauseAfter(attempt, { attempts: delivery.attempts, chance: Math.random() });
  if (pause?.reason === 'refused' && delivery.kind === 'test') return null;
  return { host: delivery.host, status, isAccepted, pause };
}

function settlementOf({ delivery, attempt, outcome }: Judged, now: number): Settlement {
  return {
    ...{ id: delivery.id, leaseId: delivery.leaseId, state: outcome.state, at: now },
    nextAttemptAt: outcome.state === 'queued' ? outcome.nextAttemptAt : null,
    status: statusOf(attempt),
    fault: faultOf(attempt),
    ...(isPutOff(attempt) ? { expiresAt: attempt.putOffTo + lifeMs } : {}),
  };
}

const isPutOff = (attempt: Attempt | Untried): attempt is PutOff =>
  typeof attempt === 'object' && 'putOffTo' in attempt;

export function isAcceptance({ attempt }: Pick<Trial, 'attempt'>): boolean {
  const status = statusOf(attempt);
  return status !== null && status >= 200 && status < 300;
}

export const statusOf = (attempt: Attempt | Untried): number | null =>
  typeof attempt === 'object' && 'status' in attempt ? attempt.status : null;

function faultOf(attempt: Attempt | Untried): string | null {
  if (typeof attempt === 'string') return attempt;
  if (isPutOff(attempt)) return null;
  if ('fault' in attempt) return attempt.fault;
  return 'unsendable' in attempt ? attempt.unsendable : null;
}
