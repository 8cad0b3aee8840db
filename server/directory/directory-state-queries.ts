import type { House } from '../umlauf.ts';
import { countWaiting } from './difference-queries.ts';
import { findAppliedAt, findLatestRun, listSources, type DirectoryRun } from './run-queries.ts';

export type DirectoryState = {
  source: string;
  /** The latest run that came to anything: one that finds nothing new keeps nothing. */
  latest: DirectoryRun;
  /** When the directory was last brought over in full. */
  heardAt: number | null;
};

/** Each directory that people have come from. */
export async function listDirectoryStates({
  db,
  directoryHeardAt,
}: Pick<House, 'db' | 'directoryHeardAt'>): Promise<DirectoryState[]> {
  const states: DirectoryState[] = [];
  for (const source of await listSources(db)) {
    const latest = await findLatestRun(db, source);
    if (!latest) continue;
    const heardAt = Math.max(directoryHeardAt.get(source) ?? 0, (await findAppliedAt(db, source)) ?? 0);
    states.push({ source, latest, heardAt: heardAt === 0 ? null : heardAt });
  }
  return states;
}

/** What an administrator should look at: how many directories failed last time, how many differences wait. */
export async function countAlarms(
  house: Pick<House, 'db' | 'directoryHeardAt'>,
): Promise<Record<'failed' | 'waiting', number>> {
  const failed = (await listDirectoryStates(house)).filter(({ latest }) => latest.outcome === 'failed');
  return { failed: failed.length, waiting: await countWaiting(house.db) };
}
