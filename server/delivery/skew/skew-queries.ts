import type { Db } from '../../platform/db/database.ts';
import type { Skew } from './skew.ts';
import type { MeasuredRelease } from './skew-store.ts';

export type TeamSkew = Skew & { teamId: string; name: string };
export type ReleaseSkew = Omit<MeasuredRelease, 'announcementId'> & { byTeam: TeamSkew[] };

const figures = [
  'devices',
  'first_ms as firstMs',
  'median_ms as medianMs',
  'p95_ms as p95Ms',
  'last_ms as lastMs',
];

/** As it was measured, teams by name; null before that. */
export async function findSkew(db: Db, announcementId: string): Promise<ReleaseSkew | null> {
  const release = (await db('release_skews')
    .where({ announcement_id: announcementId })
    .first('since', 'measured_at as measuredAt', 'waiting', 'unconfirmed', ...figures)) as
    Omit<ReleaseSkew, 'byTeam'> | undefined;
  if (!release) return null;
  const byTeam = (await db('team_skews')
    .join('teams', 'teams.id', 'team_skews.team_id')
    .where({ announcement_id: announcementId })
    .orderBy('teams.sort_key')
    .select('team_id as teamId', 'teams.name', ...figures)) as TeamSkew[];
  return { ...release, byTeam };
}

/** Of the latest release that reached a device and is measured; null before there is one. */
export async function findLatestSkew(db: Db): Promise<Skew | null> {
  const row = (await db('release_skews')
    .orderBy('since', 'desc')
    .first(...figures)) as Skew | undefined;
  return row ?? null;
}

/** Seconds between the first and the last device. */
export const skewSeconds = (skew: Skew | null): number | null => skew && (skew.lastMs - skew.firstMs) / 1000;
