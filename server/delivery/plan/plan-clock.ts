import { createTicker, type Ticker } from '../../platform/ticker.ts';
import type { House } from '../../umlauf.ts';
import { fireDue } from './fire-due.ts';

const tickMs = 1000;

/** Looks each second whether a planned notice is due: times live in the database, and survive a restart. */
export function createPlanClock(house: House, fired: () => void): Ticker {
  async function look(): Promise<void> {
    if ((await fireDue(house)) > 0) fired();
  }
  return createTicker(tickMs, look, (error) => {
    house.log.warn({ err: error }, 'planned notices could not be sent; tried again at once');
  });
}
