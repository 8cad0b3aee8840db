import { setTimeout as sleep } from 'node:timers/promises';
import { faultPoint } from '../platform/fault-point.ts';
import { newId } from '../platform/ids.ts';
import type { House } from '../umlauf.ts';
import { claimDeliveries, type ClaimedDelivery } from './claim-store.ts';
import { deliver } from './deliver.ts';
import type { PushSender } from './push/send-push.ts';
import { createRefusalWarning } from './refusal-warning.ts';

type DeliveryWorker = { start: () => void; nudge: () => void; stop: () => Promise<void> };

export const concurrentDeliveries = 64;
const pollMs = 1000;
/** Longer than the longest attempt, so that nobody takes a row over that is still being sent. */
const leaseMs = 15_000;
/** How long a stop waits for answers before it cuts the calls that are under way. */
const lastAnswersMs = 1000;

/** Empties the outbox: claims due rows with a lease, sends so many at a time, comes back when something is due. */
export function createDeliveryWorker(
  house: House,
  sender: PushSender,
  counted: (outcome: string) => void,
): DeliveryWorker {
  const warnOfRefusal = createRefusalWarning(house);
  const inFlight = new Set<Promise<void>>();
  let running = Promise.resolve();
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;

  async function claim(limit: number): Promise<ClaimedDelivery[]> {
    const now = house.clock.now();
    const lease = { id: newId(), transport: 'push' as const, now, until: now + leaseMs, limit };
    return house.transaction((tx) => claimDeliveries(tx, lease));
  }

  async function handle(delivery: ClaimedDelivery): Promise<void> {
    try {
      const outcome = await deliver(house, { sender, warnOfRefusal }, delivery);
      if (outcome !== null) counted(outcome);
    } catch (error) {
      house.log.error(
        { err: error, deliveryId: delivery.id },
        'what came of a delivery could not be recorded; it is tried again when its lease ends',
      );
    }
  }

  function begin(delivery: ClaimedDelivery): void {
    const handled = handle(delivery).finally(() => {
      inFlight.delete(handled);
      if (inFlight.size === concurrentDeliveries / 2) nudge();
    });
    inFlight.add(handled);
  }

  async function round(): Promise<void> {
    while (!stopped && inFlight.size <= concurrentDeliveries / 2) {
      const limit = concurrentDeliveries - inFlight.size;
      const claimed = await claim(limit);
      if (claimed.length > 0) faultPoint('delivery-claimed');
      claimed.forEach(begin);
      if (claimed.length < limit) return;
    }
  }

  function nudge(): void {
    if (stopped) return;
    running = running.then(round).catch((error: unknown) => {
      house.log.warn({ err: error }, 'deliveries could not be claimed; tried again at the next poll');
    });
  }

  return {
    start: () => {
      stopped = false;
      timer = setInterval(nudge, pollMs);
      nudge();
    },
    nudge,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
      await Promise.race([Promise.all(inFlight), sleep(lastAnswersMs, undefined, { ref: false })]);
      sender.close();
      await Promise.all(inFlight);
    },
  };
}
