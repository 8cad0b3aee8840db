import { found, type Finding } from './finding.ts';

const secondMs = 1000;
/** SAML lets five seconds pass, and a deadline is read by the second. */
const goodMs = 5 * secondMs;
/** Then push services doubt when a token ends, and every time that is shown is wrong. */
const badMs = 60 * secondMs;

/** How far others say that this machine's clock is off; the middle of them, as one of them may be wrong itself. */
export function judgeClock(offsetsMs: number[]): Finding {
  const sorted = offsetsMs.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) return found('clock', 'doubtful', 'clockUnknown');
  const off = Math.abs(middle);
  const seconds = Math.round(off / secondMs);
  if (off <= goodMs) return found('clock', 'good', 'clockRight', { count: seconds });
  return found('clock', off > badMs ? 'bad' : 'doubtful', 'clockOff', { count: seconds });
}
