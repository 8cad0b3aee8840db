import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import { bucketMs } from './count-store.ts';

export type Counts = { recipients: number; confirmed: number; outstanding: number; left: number };

export type TeamCounts = Counts & { teamId: string | null; name: string | null };

export type Progress = Counts & { late: number; byTeam: TeamCounts[] };

type CountRow = { recipients: number; confirmed: number; left: number; late: number };
type TeamRow = CountRow & { team_id: string; name: string | null };

const withOutstanding = ({ recipients, confirmed, left }: CountRow): Counts => ({
  ...{ recipients, confirmed, left },
  outstanding: recipients - confirmed - left,
});

/** From the kept counts. Each recipient is in exactly one of the three states and one team; teams by name. */
export async function findProgress(db: Db, announcementId: string): Promise<Progress> {
  const rows = (await db('obligation_counts')
    .leftJoin('teams', 'teams.id', 'obligation_counts.team_id')
    .where({ announcement_id: announcementId })
    .where('recipients', '>', 0)
    .orderByRaw('teams.sort_key is null, teams.sort_key')
    .select('obligation_counts.*', 'teams.name')) as TeamRow[];
  const byTeam = rows.map((row) => ({
    ...withOutstanding(row),
    teamId: row.team_id === '' ? null : row.team_id,
    name: row.name,
  }));
  const sum = (figure: keyof Counts) => byTeam.reduce((total, team) => total + team[figure], 0);
  return {
    recipients: sum('recipients'),
    confirmed: sum('confirmed'),
    outstanding: sum('outstanding'),
    left: sum('left'),
    late: rows.reduce((total, row) => total + row.late, 0),
    byTeam,
  };
}

/** The totals of several announcements at once. */
export async function findCounts(db: Db, announcementIds: string[]): Promise<Map<string, Counts>> {
  const query = db('obligation_counts')
    .groupBy('announcement_id')
    .select('announcement_id')
    .sum({ recipients: 'recipients', confirmed: 'confirmed', left: 'left', late: 'late' });
  const rows = (await whereIn(query, 'announcement_id', announcementIds)) as (Record<keyof CountRow, unknown> & {
    announcement_id: string;
  })[];
  return new Map(
    rows.map((row) => {
      const { recipients, confirmed, left, late } = row;
      const counts = { recipients: Number(recipients), confirmed: Number(confirmed), left: Number(left) };
      return [row.announcement_id, withOutstanding({ ...counts, late: Number(late) })];
    }),
  );
}

export type CurveStep = { startsAt: number; confirmed: number };

/** Confirmations of the text that holds, in steps of at least `stepMs`, the earliest first; steps without any are left out. */
export async function listCurveSteps(
  db: Db,
  announcementId: string,
  { asksFromVersion, stepMs }: { asksFromVersion: number; stepMs: number },
): Promise<CurveStep[]> {
  const width = Math.max(bucketMs, Math.ceil(stepMs / bucketMs) * bucketMs);
  const start = db.raw(`starts_at / ${width} * ${width} as starts_at`);
  const rows = (await db('confirmation_buckets')
    .where({ announcement_id: announcementId, asks_from_version: asksFromVersion })
    .groupByRaw('1')
    .orderByRaw('1')
    .select(start)
    .sum({ confirmed: 'confirmed' })) as { starts_at: number; confirmed: number | string }[];
  return rows.map((row) => ({ startsAt: row.starts_at, confirmed: Number(row.confirmed) }));
}
