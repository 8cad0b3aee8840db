import { createTicker, type Ticker } from '../platform/ticker.ts';
import type { House } from '../umlauf.ts';
import { releaseDue } from './release-due.ts';

const tickMs = 250;

/** Looks four times a second whether a scheduled release is due: times live in the database, and survive a restart. */
export const createReleaseClock = (house: House): Ticker =>
  createTicker(
    tickMs,
    () => releaseDue(house),
    (error) => {
      house.log.warn({ err: error }, 'scheduled releases could not be looked for; tried again at once');
    },
  );
