import { newId } from '../platform/ids.ts';
import type { House } from '../umlauf.ts';
import { deliver } from './deliver.ts';
import { claimDeliveries, type ClaimedDelivery } from './delivery-store.ts';
import type { PushSender } from './push/send-push.ts';

export type DeliveryWorker = { start: () => void; nudge: () => void; stop: () => Promise<void> };

export const concurrentDeliveries = 64;
const pollMs = 1000;
/** Longer than the longest attempt, so that nobody takes a row over that is still being sent. */
const leaseMs = 15_000;

/** Empties the outbox: claims due rows with a lease, sends so many at a time, comes back when something is due. */
export function createDeliveryWorker(house: House, sender: PushSender, counted: (outcome: string) => void): DeliveryWorker {
  const leaseId = newId();
  let inFlight = 0;
  let running = Promise.resolve();
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;

  async function claim(limit: number): Promise<ClaimedDelivery[]> {
    const now = house.clock.now();
    return house.transaction((tx) => claimDeliveries(tx, { id: leaseId, now, until: now + leaseMs, limit }));
  }

  async function handle(delivery: ClaimedDelivery): Promise<void> {
    try {
      const outcome = await deliver(house, sender, delivery, leaseId);
      if (outcome !== null) counted(outcome);
    } catch (error) {
      house.log.error({ err: error, deliveryId: delivery.id }, 'a delivery broke; it is tried again when its lease ends');
    } finally {
      inFlight -= 1;
      if (inFlight === concurrentDeliveries / 2) nudge();
    }
  }

  async function round(): Promise<void> {
    while (!stopped && inFlight <= concurrentDeliveries / 2) {
      const limit = concurrentDeliveries - inFlight;
      const claimed = await claim(limit);
      inFlight += claimed.length;
      for (const delivery of claimed) void handle(delivery);
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
    },
  };
}
