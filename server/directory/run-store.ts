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

const hourMs = 3_600_000;

/** For a source that says one thing at a time: what it has said within an hour is one run. */
export async function addToRun(db: Db, run: NewRun): Promise<void> {
  const latest = await findLatestRun(db, run.source);
  const isSameHour =
    latest?.outcome === run.outcome && Math.floor(latest.at / hourMs) === Math.floor(run.at / hourMs);
  if (!isSameHour) {
    await db('directory_runs').insert({ ...run, id: newId(), times: 1 });
    return;
  }
  await db('directory_runs')
    .where({ id: latest.id })
    .update({
      ...{ at: run.at, times: latest.times + 1, joined: latest.joined + run.joined },
      ...{ changed: latest.changed + run.changed, departed: latest.departed + run.departed },
    });
}
