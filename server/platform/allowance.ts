import type { Clock } from './clock.ts';

type Left = { left: number; countedAt: number };

export type Allowance = {
  /** Takes one, if one is left. */
  take: (key: string) => boolean;
  /** The count begins anew. */
  clear: (key: string) => void;
};

const mostKeys = 10_000;

/** For each key so many at once, and another after each interval. */
export function createAllowance(
  clock: Clock,
  { atOnce, anotherAfterMs }: { atOnce: number; anotherAfterMs: number },
): Allowance {
  const known = new Map<string, Left>();
  return {
    take: (key) => {
      const now = clock.now();
      const before = known.get(key) ?? { left: atOnce, countedAt: now };
      // A clock that was set back must not make anybody wait until it is where it was.
      const [left, countedAt] = [before.left, Math.min(before.countedAt, now)];
      const grown = Math.floor((now - countedAt) / anotherAfterMs);
      const available = Math.min(atOnce, left + grown);
      known.delete(key);
      known.set(key, { left: Math.max(0, available - 1), countedAt: countedAt + grown * anotherAfterMs });
      const [oldest] = known.keys();
      if (known.size > mostKeys && oldest !== undefined) known.delete(oldest);
      return available > 0;
    },
    clear: (key) => void known.delete(key),
  };
}
