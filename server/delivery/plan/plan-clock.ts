import type { House } from '../../umlauf.ts';
import { fireDue } from './fire-due.ts';

const tickMs = 1000;

/** Looks each second whether a planned notice is due: times live in the database, and survive a restart. */
export function createPlanClock(
  house: House,
  fired: () => void,
): { start: () => void; stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  async function look(): Promise<void> {
    if ((await fireDue(house)) > 0) fired();
  }

  function tick(): void {
    running ??= look()
      .catch((error: unknown) => {
        house.log.warn({ err: error }, 'planned notices could not be sent; tried again at once');
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
