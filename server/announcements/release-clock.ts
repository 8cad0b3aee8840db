import type { House } from '../umlauf.ts';
import { releaseDue } from './release-due.ts';

const tickMs = 250;

/** Looks four times a second whether a scheduled release is due: times live in the database, and survive a restart. */
export function createReleaseClock(house: House): { start: () => void; stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | null = null;

  function tick(): void {
    running ??= releaseDue(house)
      .catch((error: unknown) => {
        house.log.warn({ err: error }, 'scheduled releases could not be looked for; tried again at once');
      })
      .finally(() => (running = null));
  }

  return {
    start: () => {
      timer = setInterval(tick, tickMs);
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
