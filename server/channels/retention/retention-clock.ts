import { forgetOldNotices } from '../../delivery/channel/queue-channel-notices.ts';
import { createTicker, type Ticker } from '../../platform/ticker.ts';
import type { House } from '../../umlauf.ts';
import { clearOverdue } from './clear-overdue.ts';

const tickMs = 60_000;

/** Each minute, and at the start, what is past its time is deleted: times live in the database, and survive a restart. */
export function createRetentionClock(house: House): Ticker {
  let isStopped = false;

  async function look(): Promise<void> {
    await forgetOldNotices(house);
    const { deleted, left } = await clearOverdue(house, () => isStopped);
    if (deleted > 0) house.log.info({ deleted }, 'messages past their time are deleted');
    if (left > 0 && !isStopped)
      house.log.warn({ left }, 'messages that should be deleted are still there; tried again in a minute');
  }
  const tell = (trouble: unknown): void => {
    house.log.warn(
      { err: trouble },
      'messages past their time could not be deleted; tried again in a minute',
    );
  };
  const ticker = createTicker(tickMs, look, tell);
  let first = Promise.resolve();
  return {
    start: () => {
      first = look().catch(tell);
      ticker.start();
    },
    stop: async () => {
      isStopped = true;
      await Promise.all([first, ticker.stop()]);
    },
  };
}
