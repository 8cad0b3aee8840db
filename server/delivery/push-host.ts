import type { Capacity } from './push/line.ts';

/** A push service that is left alone for a while, or was lately and has not accepted anything since. */
export type PushHost = {
  host: string;
  /** It asked for it; or it refuses us, which somebody has to mend. */
  reason: 'asked' | 'refused';
  status: number;
  since: number;
  pausedUntil: number;
};

/** What is under way to one push service: as many as it answers in time, and those that have been hanging. */
export type Lane = { brisk: number; hanging: number };

/** After so long a request counts as hanging, and no longer takes the place of one that would be answered. */
export const hangsAfterMs = 2000;

/** So many at once while it is not known whether the service takes any: one that asks to wait is asked no more often. */
const untriedAtOnce = 64;

/** A service is known to take messages for so long after it has taken one. */
const provenForMs = 60_000;

export const isProven = (acceptedAt: number | undefined, now: number): boolean =>
  acceptedAt !== undefined && now - acceptedAt < provenForMs;

/** What a service is given at once, until it has taken something. */
export const feelerOf = (capacity: Capacity): Capacity => ({
  ...capacity,
  brisk: Math.min(capacity.brisk, untriedAtOnce),
});

/** How many more may be claimed for a push service. One that has refused us is tried with one message at a time. */
export function roomFor(lane: Lane, capacity: Capacity, host: PushHost | undefined, now: number): number {
  if (host && host.pausedUntil > now) return 0;
  const underWay = lane.brisk + lane.hanging;
  if (host?.reason === 'refused') return underWay === 0 ? 1 : 0;
  return Math.max(0, Math.min(capacity.brisk - lane.brisk, capacity.all - underWay));
}
