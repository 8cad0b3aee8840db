import { found, type Finding } from './finding.ts';

/** `isHeld`: the clock is not trusted. `late`: in how many channels something stands that is long past its time. */
export function judgeRetention({ isHeld, late }: { isHeld: boolean; late: number }): Finding {
  if (isHeld) return found('retention', 'doubtful', 'retentionHeld');
  if (late > 0) return found('retention', 'doubtful', 'retentionLate', { count: late });
  return found('retention', 'good', 'retentionGood');
}
