import { recordAudit } from '../../audit/record-audit.ts';
import type { House } from '../../umlauf.ts';
import { holdClockWatch, redateFuture, saveClockWatch } from './clock-watch-store.ts';

/** An administrator says that the clock is right: what is past its time by it is deleted from now on. */
export async function confirmClock(house: House, actorId: string): Promise<void> {
  await house.transaction(async (tx) => {
    const now = house.clock.now();
    const watch = await holdClockWatch(tx);
    // Somebody else has said so, or it has run on long enough.
    if (!watch?.held) return;
    await saveClockWatch(tx, { lookedAt: now, held: null });
    await redateFuture(tx, now);
    const { since, trustedUntil } = watch.held;
    await recordAudit(tx, {
      ...{ at: now, actorId, action: 'clock:confirmed', subject: 'clock' },
      details: { heldSince: since, trustedUntil },
    });
  });
}
