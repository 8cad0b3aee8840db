import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';
import { isPassing } from './database-trouble.ts';

const giveUpAfterMs = 10_000;
const firstPauseMs = 20;
const longestPauseMs = 250;

/**
 * Waits for another process's write lock without blocking the event loop (the driver's own busy timeout is
 * short on purpose), and gives a transaction that lost to another one its next try. Refuses with `unavailable`
 * after ten seconds.
 */
export async function retryWhileLocked<T>(work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (performance.now() - startedAt > giveUpAfterMs) throw new Refusal('unavailable', 'database-busy');
      await sleep(pauseMs);
    }
  }
}
