import type { Db } from '../platform/db/database.ts';
import { newId } from '../platform/ids.ts';
import { findLatestRun, type DirectoryRun } from './run-queries.ts';

type NewRun = Omit<DirectoryRun, 'id' | 'times'>;

/** Keeps what a run came to. A trouble that lasts is one row, however often it is met. */
export async function keepRun(db: Db, run: NewRun): Promise<void> {
  const latest = await findLatestRun(db, run.source);
  const lasts = latest !== null && latest.outcome === run.outcome && latest.code === run.code;
  if (lasts && run.outcome !== 'applied') {
    const { at, joined, changed, departed } = run;
    const times = latest.times + 1;
    await db('directory_runs').where({ id: latest.id }).update({ at, times, joined, changed, departed });
    return;
  }
  await db('directory_runs').insert({ ...run, id: newId(), times: 1 });
}
