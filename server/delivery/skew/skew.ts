import { fewestPeople } from '../../acknowledgements/lagging-team.ts';

/** How long after a release push services had accepted it: for the first device, for half, for 95 % and for the last. */
export type Skew = { devices: number; firstMs: number; medianMs: number; p95Ms: number; lastMs: number };

export type Acceptance = { personId: string; teamId: string | null; at: number };

const patienceMs = 10 * 60_000;

/**
 * The instant that was promised: the planned time of a release that waited for it, or else the release itself. Was the
 * planned time over when the second person agreed, nothing was promised for it any more.
 */
export function promisedAt(release: {
  releasedAt: number;
  releaseAt: number | null;
  approvedAt: number | null;
}): number {
  const { releasedAt, releaseAt, approvedAt } = release;
  if (releaseAt === null || (approvedAt !== null && approvedAt >= releaseAt)) return releasedAt;
  return Math.min(releaseAt, releasedAt);
}

/**
 * Measured once all is settled; ten minutes after the release also while a rest is still being tried, and then once
 * more when that is settled too.
 */
export function isDueForMeasuring(
  release: { releasedAt: number; isWaiting: boolean; isMeasured: boolean },
  now: number,
): boolean {
  const { releasedAt, isWaiting, isMeasured } = release;
  return !isWaiting || (!isMeasured && now >= releasedAt + patienceMs);
}

/** By the nearest rank: each figure is one that a device really had. Null when nothing was accepted. */
export function measureSkew(acceptedAt: number[], since: number): Skew | null {
  const sorted = acceptedAt.map((at) => Math.max(0, at - since)).sort((one, other) => one - other);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  if (sorted.length === 0) return null;
  return {
    devices: sorted.length,
    ...{ firstMs: rank(0), medianMs: rank(0.5), p95Ms: rank(0.95), lastMs: rank(1) },
  };
}

/** Of each team in which it reached enough people that the figures point at none of them. */
export function measureTeams(accepted: Acceptance[], since: number): Map<string, Skew> {
  const teams = new Map<string, Acceptance[]>();
  for (const one of accepted) {
    if (one.teamId === null) continue;
    const those = teams.get(one.teamId);
    if (those) those.push(one);
    else teams.set(one.teamId, [one]);
  }
  const skews = new Map<string, Skew>();
  for (const [teamId, those] of teams) {
    const people = new Set(those.map(({ personId }) => personId));
    const skew = measureSkew(
      those.map(({ at }) => at),
      since,
    );
    if (skew && people.size >= fewestPeople) skews.set(teamId, skew);
  }
  return skews;
}
