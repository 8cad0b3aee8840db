import type { Db } from '../platform/db/database.ts';

/** What a run came to: applied, stopped until a person has looked at it, or failed with a code. */
export type DirectoryRun = {
  id: string;
  source: string;
  at: number;
  outcome: 'applied' | 'waiting' | 'failed';
  code: string | null;
  times: number;
  joined: number;
  changed: number;
  departed: number;
};

const newestFirst = (db: Db) =>
  db('directory_runs')
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .select('*');

export async function findLatestRun(db: Db, source: string): Promise<DirectoryRun | null> {
  return ((await newestFirst(db).where({ source }).first()) as DirectoryRun | undefined) ?? null;
}

export async function listRuns(db: Db, limit: number): Promise<DirectoryRun[]> {
  return (await newestFirst(db).limit(limit)) as DirectoryRun[];
}

export async function listSources(db: Db): Promise<string[]> {
  return (await db('directory_runs').distinct('source').orderBy('source').pluck('source')) as string[];
}

/** When the directory was last brought over in full, of all that has been kept. */
export async function findAppliedAt(db: Db, source: string): Promise<number | null> {
  const row = (await db('directory_runs')
    .where({ source, outcome: 'applied' })
    .max({ at: 'at' })
    .first()) as {
    at: number | null;
  };
  return row.at;
}
