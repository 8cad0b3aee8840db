import type { Db } from '../platform/db/database.ts';
import type { ShownDifference } from './describe-difference.ts';
import type { Roster } from './roster.ts';

type NewDifference = {
  id: string;
  source: string;
  at: number;
  hash: string;
  shown: ShownDifference;
  roster: Roster;
};

/** The one that waits of a source; an older one is answered by it. */
export async function keepDifference(db: Db, difference: NewDifference): Promise<void> {
  await dropDifference(db, difference.source);
  const { shown, roster, ...row } = difference;
  await db('directory_differences').insert({
    ...row,
    shown: JSON.stringify(shown),
    roster: JSON.stringify(roster),
  });
}

export async function dropDifference(db: Db, source: string): Promise<void> {
  await db('directory_differences').where({ source }).delete();
}

export async function markDismissed(db: Db, id: string, dismissedAt: number): Promise<void> {
  await db('directory_differences').where({ id }).update({ dismissed_at: dismissedAt });
}
