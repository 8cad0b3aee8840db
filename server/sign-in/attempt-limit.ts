import type { Clock } from '../platform/clock.ts';

type Attempts = { left: number; countedAt: number };
export type AttemptLimit = {
  /** Takes one, if one is left. */
  take: (key: string) => boolean;
  /** It was the right one: the count begins anew. */
  clear: (key: string) => void;
};

// Fewer than directories allow before they lock an account for everybody: usually ten within half an hour.
const atOnce = 5;
const anotherAfterMs = 10 * 60 * 1000;
const mostKeys = 10_000;

/** Five attempts, and another every ten minutes. They are taken before they are tried, so that none slips in beside. */
export function createAttemptLimit(clock: Clock): AttemptLimit {
  const known = new Map<string, Attempts>();
  return {
    take: (key) => {
      const now = clock.now();
      const { left, countedAt } = known.get(key) ?? { left: atOnce, countedAt: now };
      const grown = Math.max(0, Math.floor((now - countedAt) / anotherAfterMs));
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
