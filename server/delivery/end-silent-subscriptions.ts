import type { House } from '../umlauf.ts';
import { markGone } from './delivery-store.ts';
import { deleteSilentSubscriptions } from './subscription-store.ts';

const longestSilenceMs = 90 * 24 * 3600 * 1000;

/** Ends push on devices that have not been heard from for 90 days: a page that is opened tells once a day. */
export async function endSilentSubscriptions(house: House): Promise<void> {
  const now = house.clock.now();
  await house.transaction(async (tx) => {
    const ids = await deleteSilentSubscriptions(tx, now - longestSilenceMs);
    if (ids.length > 0) await markGone(tx, ids, now);
  });
}
