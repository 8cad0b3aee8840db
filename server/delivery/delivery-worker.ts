import { setTimeout as sleep } from 'node:timers/promises';
import { createBatches } from '../platform/batches.ts';
import { faultPoint } from '../platform/fault-point.ts';
import type { House } from '../umlauf.ts';
import { claimDue } from './claim-due.ts';
import type { ClaimedDelivery } from './claim-store.ts';
import { deliver } from './deliver.ts';
import { createLanes } from './delivery-lanes.ts';
import type { CountOutcome, Outcome } from './delivery.ts';
import { createHeldLeases } from './held-leases.ts';
import type { PushSender } from './push/send-push.ts';
import { createRefusalWarning } from './refusal-warning.ts';
import { isAcceptance, settleBatch, type Trial } from './settle-batch.ts';
import { writeLetters, type Written } from './write-letters.ts';

type DeliveryWorker = { start: () => void; nudge: () => void; stop: () => Promise<void> };

const pollMs = 1000;
/** How long a stop waits for answers before it cuts the calls that are under way. */
const lastAnswersMs = 1000;

/** Empties the outbox: claims what is due, fairly among the push services, and comes back when something is due. */
export function createDeliveryWorker(
  house: House,
  sender: PushSender,
  counted: CountOutcome,
): DeliveryWorker {
  const road = { sender, warnOfRefusal: createRefusalWarning(house) };
  const lanes = createLanes(sender.capacityOf, nudge);
  const leases = createHeldLeases(house, 'push');
  const acceptedAt = new Map<string, number>();
  const settlements = createBatches<Trial, Outcome['state'] | null>(
    async (trials) => (await settleBatch(house, trials, acceptedAt)).map((answer) => ({ answer })),
    { atOnce: 500, waiting: Infinity },
  );
  const inFlight = new Set<Promise<void>>();
  let running = Promise.resolve();
  let isRoundDue = false;
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;

  async function handle(written: Written): Promise<void> {
    try {
      const trial = await deliver(house, road, written);
      if (isAcceptance(trial)) lanes.accepted(trial.delivery.host, house.clock.now());
      const outcome = await settlements.give(trial);
      if (outcome !== null) counted(outcome, trial.delivery.announcementId);
    } catch (error) {
      house.log.error(
        { err: error, deliveryId: written.delivery.id },
        'what came of a delivery could not be recorded; it is tried again when its lease ends',
      );
    }
  }

  async function send(host: string, claimed: ClaimedDelivery[]): Promise<void> {
    const leave = lanes.enter(host, claimed.length);
    const letGo = leases.hold(claimed[0]?.leaseId ?? '');
    let left = claimed.length;
    const end = (): void => {
      leave();
      left -= 1;
      if (left === Math.floor(claimed.length / 2) || left === 0) nudge();
    };
    try {
      const written = await writeLetters(house, claimed);
      await Promise.all(written.map((one) => handle(one).finally(end)));
    } catch (error) {
      house.log.error(
        { err: error },
        'deliveries could not be read; they are tried again when their lease ends',
      );
      claimed.forEach(end);
    } finally {
      letGo();
    }
  }

  async function round(): Promise<void> {
    isRoundDue = false;
    faultPoint('outbox-looked-into');
    for (let isMore = true; isMore && !stopped;) {
      const claims = await claimDue(house, lanes.room);
      if (claims.some(({ claimed }) => claimed.length > 0)) faultPoint('delivery-claimed');
      for (const { host, claimed } of claims) {
        if (claimed.length === 0) continue;
        const sent = send(host, claimed).finally(() => inFlight.delete(sent));
        inFlight.add(sent);
      }
      isMore = claims.some(({ claimed, limit }) => claimed.length === limit);
    }
  }

  function nudge(): void {
    if (stopped || isRoundDue) return;
    isRoundDue = true;
    running = running.then(round).catch((error: unknown) => {
      house.log.warn({ err: error }, 'deliveries could not be claimed; tried again at the next poll');
    });
  }

  return {
    start: () => {
      stopped = false;
      timer = setInterval(nudge, pollMs);
      leases.start();
      nudge();
    },
    nudge,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
      await Promise.race([Promise.all(inFlight), sleep(lastAnswersMs, undefined, { ref: false })]);
      await sender.close();
      await Promise.all(inFlight);
      await leases.stop();
    },
  };
}
