import { setTimeout as sleep } from 'node:timers/promises';

// A little below what a person may post: 30 at once, 5 a second.
const [atOnce, perSecond] = [26, 4.6];

/** Waits until so many posts more may be sent. */
export type Pace = (posts: number) => Promise<void>;

export function createPace(): Pace {
  let left = atOnce;
  let filledAt = performance.now();
  return async (posts) => {
    for (;;) {
      const now = performance.now();
      left = Math.min(atOnce, left + ((now - filledAt) * perSecond) / 1000);
      filledAt = now;
      if (left >= posts) break;
      await sleep(((posts - left) * 1000) / perSecond);
    }
    left -= posts;
  };
}
