import type { Clock } from '../../server/platform/clock.ts';

export type TestClock = Clock & { advance: (ms: number) => void; setTo: (ms: number) => void };

/** The machine's clock, moved: time goes on, and a test can skip some of it. */
export function createTestClock(): TestClock {
  let asideMs = 0;
  return {
    now: () => Date.now() + asideMs,
    advance: (ms) => {
      asideMs += ms;
    },
    setTo: (ms) => {
      asideMs = ms - Date.now();
    },
  };
}
