import type { House } from '../umlauf.ts';
import { countWaiting } from './difference-queries.ts';
import { scimSource } from './scim/scim-person.ts';
import { findAppliedAt, findLatestRun, listSources, type DirectoryRun } from './run-queries.ts';

export type DirectoryState = {
  source: string;
  /** The latest run that came to anything: one that finds nothing new keeps nothing. */
  latest: DirectoryRun | null;
  /** When the directory was last brought over in full; of an IdP that pushes, when it last said or asked anything. */
  heardAt: number | null;
};

type Heard = Pick<House, 'db' | 'directoryHeardAt'> & { config: Pick<House['config'], 'scimToken'> };

/** Each directory that people have come from, or may come from at any moment. */
export async function listDirectoryStates({
  db,
  directoryHeardAt,
  config,
}: Heard): Promise<DirectoryState[]> {
  const states: DirectoryState[] = [];
  const sources = new Set(await listSources(db));
  if (config.scimToken !== null) sources.add(scimSource);
  for (const source of sources) {
    const latest = await findLatestRun(db, source);
    const heardAt = Math.max(directoryHeardAt.get(source) ?? 0, (await findAppliedAt(db, source)) ?? 0);
    states.push({ source, latest, heardAt: heardAt === 0 ? null : heardAt });
  }
  return states;
}

/** What an administrator should look at: how many directories failed last time, how many differences wait. */
export async function countAlarms(house: Heard): Promise<Record<'failed' | 'waiting', number>> {
  const failed = (await listDirectoryStates(house)).filter(({ latest }) => latest?.outcome === 'failed');
  return { failed: failed.length, waiting: await countWaiting(house.db) };
}
