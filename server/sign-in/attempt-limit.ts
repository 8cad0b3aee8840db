import { createAllowance, type Allowance } from '../platform/allowance.ts';
import type { Clock } from '../platform/clock.ts';

/**
 * Five attempts, and another every ten minutes: fewer than directories allow before they lock an account for everybody,
 * usually ten within half an hour. They are taken before they are tried, so that none slips in beside.
 */
export const createAttemptLimit = (clock: Clock): Allowance =>
  createAllowance(clock, { atOnce: 5, anotherAfterMs: 10 * 60 * 1000 });
