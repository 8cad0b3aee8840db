import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../server/platform/db/open-database.ts';
import type { Database } from '../../server/platform/db/database.ts';
import { freePort } from './free-port.ts';
import {
  runUmlauf,
  startUmlauf,
  type Environment,
  type Outcome,
  type RunningUmlauf,
} from './running-umlauf.ts';
import { sharedPostgres } from './shared-postgres.ts';
import type { DatabaseKind } from './world.ts';

/** A house with data of its own, in which the built program starts, dies and starts again on the same port. */
export type Installation = {
  dataDir: string;
  databaseUrl: string;
  start: (environment?: Environment, words?: string[], under?: string[]) => Promise<RunningUmlauf>;
  /** The operator's command line. */
  umlauf: (...words: string[]) => Promise<Outcome>;
  /** The data as they lie there, for a look from beside the program. */
  look: <T>(work: (database: Database) => Promise<T>) => Promise<T>;
  remove: () => Promise<void>;
};

let databases = 0;

export async function install(kind: DatabaseKind, settings: Environment = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-house-'));
  const dataDir = join(folder, 'data');
  const name = `house_${++databases}`;
  const databaseUrl =
    kind === 'PostgreSQL'
      ? await (await sharedPostgres()).createDatabase(name)
      : `sqlite:${join(dataDir, 'umlauf.sqlite')}`;
  const own = { PORT: String(await freePort()), DATA_DIR: dataDir, DATABASE_URL: databaseUrl, ...settings };
  const started: RunningUmlauf[] = [];

  return {
    dataDir,
    databaseUrl,
    start: async (environment = {}, words, under) => {
      const running = await startUmlauf(folder, { ...own, ...environment }, words, under);
      started.push(running);
      return running;
    },
    umlauf: (...words) => runUmlauf(folder, own, words),
    look: async (work) => {
      const database = openDatabase(databaseUrl);
      return work(database).finally(() => database.close());
    },
    remove: async () => {
      await Promise.all(started.map((running) => running.kill('SIGKILL')));
      if (kind === 'PostgreSQL') await (await sharedPostgres()).dropDatabase(name);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
