import { found, type Finding } from './finding.ts';

const lateMs = 60_000;
const stuckMs = 10 * 60_000;

/** How long the oldest delivery that is due has been waiting; null when none is. */
export function judgeQueue(waitedMs: number | null): Finding {
  if (waitedMs === null) return found('queue', 'good', 'queueEmpty');
  const seconds = Math.round(waitedMs / 1000);
  if (waitedMs < lateMs) return found('queue', 'good', 'queueMoves', { count: seconds });
  return found('queue', waitedMs < stuckMs ? 'doubtful' : 'bad', 'queueWaits', { count: seconds });
}

const longSkewSeconds = 60;

/** Between the first and the last device of the latest release; null before there is one. */
export function judgeSkew(skewSeconds: number | null): Finding {
  if (skewSeconds === null) return found('skew', 'good', 'skewNone');
  const verdict = skewSeconds > longSkewSeconds ? 'doubtful' : 'good';
  return found('skew', verdict, 'skewSeconds', { count: Math.round(skewSeconds * 10) / 10 });
}
