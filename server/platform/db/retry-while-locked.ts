import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';

const giveUpAfterMs = 10_000;
const firstPauseMs = 20;
const longestPauseMs = 250;

const isLocked = (error: unknown): boolean => (error as { code?: string }).code === 'SQLITE_BUSY';

/**
 * Waits for another process's write lock without blocking the event loop (the driver's own busy timeout is
 * short on purpose). Refuses with `unavailable` after ten seconds.
 */
export async function retryWhileLocked<T>(work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isLocked(error)) throw error;
      if (performance.now() - startedAt > giveUpAfterMs) throw new Refusal('unavailable', 'database-busy');
      await sleep(pauseMs);
    }
  }
}
