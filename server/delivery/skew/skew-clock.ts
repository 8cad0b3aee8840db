import { createTicker, type Ticker } from '../../platform/ticker.ts';
import type { House } from '../../umlauf.ts';
import { measureSkews } from './measure-skews.ts';

const tickMs = 1000;
const lookBackMs = 24 * 3_600_000;

/** Looks each second whether a release of the last day is to be measured; at first at all of them. */
export function createSkewClock(house: House): Ticker {
  let isFirst = true;

  async function look(): Promise<void> {
    await measureSkews(house, isFirst ? 0 : house.clock.now() - lookBackMs);
    isFirst = false;
  }
  return createTicker(tickMs, look, (error) => {
    house.log.warn({ err: error }, 'the skew of a release could not be measured; tried again at once');
  });
}
