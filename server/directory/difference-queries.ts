import type { Db } from '../platform/db/database.ts';
import type { ShownDifference } from './describe-difference.ts';
import type { Roster } from './roster.ts';

/** A difference that waits for a person. */
export type WaitingDifference = {
  id: string;
  source: string;
  at: number;
  hash: string;
  shown: ShownDifference;
  /** Since when somebody wants it left as it is. */
  dismissedAt: number | null;
};

type Row = Omit<WaitingDifference, 'shown' | 'dismissedAt'> & { shown: string; dismissed_at: number | null };

const toDifference = ({ shown, dismissed_at, ...row }: Row): WaitingDifference => ({
  ...row,
  shown: JSON.parse(shown) as ShownDifference,
  dismissedAt: dismissed_at,
});

const columns = ['id', 'source', 'at', 'hash', 'shown', 'dismissed_at'];

export async function findDifference(
  db: Db,
  where: { id: string } | { source: string },
): Promise<WaitingDifference | null> {
  const row = (await db('directory_differences').where(where).select(columns).first()) as Row | undefined;
  return row ? toDifference(row) : null;
}

export async function listDifferences(db: Db): Promise<WaitingDifference[]> {
  const rows = (await db('directory_differences').orderBy('source').select(columns)) as Row[];
  return rows.map(toDifference);
}

/** How many wait, those that are to be left as they are not counted. */
export async function countWaiting(db: Db): Promise<number> {
  const row = (await db('directory_differences').whereNull('dismissed_at').count({ count: '*' }).first()) as {
    count: number;
  };
  return row.count;
}

/** What the directory said when the difference came up. */
export async function readRosterOf(db: Db, id: string): Promise<Roster> {
  const row = (await db('directory_differences').where({ id }).first('roster')) as { roster: string };
  return JSON.parse(row.roster) as Roster;
}
