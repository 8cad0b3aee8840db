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

/** How many more may be claimed for a push service. One that has refused us is tried with one message at a time. */
export function roomFor(
  lane: Lane,
  capacity: { brisk: number; all: number },
  host: PushHost | undefined,
  now: number,
): number {
  if (host && host.pausedUntil > now) return 0;
  const underWay = lane.brisk + lane.hanging;
  if (host?.reason === 'refused') return underWay === 0 ? 1 : 0;
  return Math.max(0, Math.min(capacity.brisk - lane.brisk, capacity.all - underWay));
}
