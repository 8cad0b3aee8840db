import { createTicker } from '../platform/ticker.ts';
import type { House } from '../umlauf.ts';
import { renewLeases } from './claim-store.ts';
import type { Transport } from './delivery.ts';

/** So long a claimed row is left to its worker. A worker that lives renews it: only what a dead one left is taken over. */
export const leaseMs = 15_000;
const renewEveryMs = 5_000;

type HeldLeases = {
  /** Something under this lease is being sent; answers what is to be called when it no longer is. */
  hold: (leaseId: string) => () => void;
  start: () => void;
  stop: () => Promise<void>;
};

/** The leases of one worker, renewed for as long as an attempt, or a second one after it, takes. */
export function createHeldLeases(house: House, transport: Transport): HeldLeases {
  const held = new Map<object, { id: string; since: number }>();

  async function renew(): Promise<void> {
    const oldSince = performance.now() - renewEveryMs;
    const ids = new Set([...held.values()].filter(({ since }) => since <= oldSince).map(({ id }) => id));
    if (ids.size === 0) return;
    const until = house.clock.now() + leaseMs;
    await house.transaction((tx) => renewLeases(tx, { transport, ids: [...ids], until }));
  }

  const ticker = createTicker(renewEveryMs, renew, (error) => {
    house.log.warn({ err: error }, 'leases of deliveries could not be renewed; tried again soon');
  });
  return {
    ...ticker,
    hold: (id) => {
      const one = {};
      held.set(one, { id, since: performance.now() });
      return () => held.delete(one);
    },
  };
}
