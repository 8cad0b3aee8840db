import type { Knex } from 'knex';
import type { Announcement } from '../announcements/announcement.ts';
import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import { bucketMs, noTeam } from './count-store.ts';
import type { CurveStep } from './curve.ts';

export type Counts = { recipients: number; confirmed: number; outstanding: number; left: number };

export type TeamCounts = Counts & { teamId: string | null; name: string | null };

export type Progress = Counts & { late: number; byTeam: TeamCounts[] };

type CountRow = { recipients: number; confirmed: number; left: number; late: number };
type TeamRow = CountRow & { team_id: string; name: string | null; sort_key: string | null };

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
    .select('team_id', 'recipients', 'confirmed', 'left', 'late', 'name', 'sort_key')) as TeamRow[];
  const byTeam = rows.sort(byName).map((row) => ({
    ...withOutstanding(row),
    teamId: row.team_id === noTeam ? null : row.team_id,
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

// Not by the database: PostgreSQL takes its time over the letters of several hundred names, which are folded already.
function byName({ sort_key: one }: TeamRow, { sort_key: other }: TeamRow): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : Number(one > other);
}

type SumRow = Record<keyof CountRow, number | string | null>;
type Totals = Counts & { late: number };

function toTotals(row: SumRow): Totals {
  const { recipients, confirmed, left, late } = row;
  const counts = { recipients: Number(recipients), confirmed: Number(confirmed), left: Number(left) };
  return { ...withOutstanding({ ...counts, late: Number(late) }), late: Number(late) };
}

const sumOf = (query: Knex.QueryBuilder) =>
  query.sum({ recipients: 'recipients', confirmed: 'confirmed', left: 'left', late: 'late' });

/** The totals alone: one row, however many teams there are. */
export async function findTotals(db: Db, announcementId: string): Promise<Totals> {
  const query = db('obligation_counts').where({ announcement_id: announcementId }).first();
  return toTotals((await sumOf(query)) as SumRow);
}

/** The totals of several announcements at once. */
export async function findCounts(db: Db, announcementIds: string[]): Promise<Map<string, Totals>> {
  const query = db('obligation_counts').groupBy('announcement_id').select('announcement_id');
  const rows = (await whereIn(sumOf(query), 'announcement_id', announcementIds)) as (SumRow & {
    announcement_id: string;
  })[];
  return new Map(rows.map((row) => [row.announcement_id, toTotals(row)]));
}

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

/** The start of the bucket with the last confirmation of the text that holds; null before there is one. */
export async function findLastBucketAt(
  db: Db,
  announcementId: string,
  asksFromVersion: number,
): Promise<number | null> {
  const row = (await db('confirmation_buckets')
    .where({ announcement_id: announcementId, asks_from_version: asksFromVersion })
    .max({ at: 'starts_at' })
    .first()) as { at: number | null } | undefined;
  return row?.at ?? null;
}

/** Since when people are asked for the text that holds: the release, or the last material correction. */
export async function findAskedSince(
  db: Db,
  { id, asksFromVersion, releasedAt, createdAt }: Announcement,
): Promise<number> {
  const row =
    asksFromVersion === 1
      ? undefined
      : ((await db('announcement_versions')
          .where({ announcement_id: id, version: asksFromVersion })
          .first('created_at')) as { created_at: number } | undefined);
  return row?.created_at ?? releasedAt ?? createdAt;
}
