import type { House } from '../../umlauf.ts';
import { lookAtClock } from './clock-watch.ts';
import { holdClockWatch, redateFuture, saveClockWatch } from './clock-watch-store.ts';

/** Looks at the clock, and remembers it. Answers whether what is past its time may be deleted by it. */
export async function watchClock(house: House): Promise<boolean> {
  const { log } = house;
  const { before, after } = await house.transaction(async (tx) => {
    const known = await holdClockWatch(tx);
    const now = house.clock.now();
    const seen = lookAtClock(known, now);
    await saveClockWatch(tx, seen);
    if (known?.held && !seen.held) await redateFuture(tx, now);
    return { before: known?.held ?? null, after: seen.held };
  });
  if (after && before?.since !== after.since)
    log.warn(
      { trustedUntil: new Date(after.trustedUntil).toISOString() },
      'the clock has jumped, or nothing ran for more than a day: no message is deleted until the clock has run on for a day or an administrator has said that it is right',
    );
  if (before && !after) log.info({}, 'the clock is trusted again: messages past their time are deleted');
  return after === null;
}
