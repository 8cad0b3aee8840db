import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { openHouse } from '../../server/open-house.ts';
import { openDatabase } from '../../server/platform/db/open-database.ts';
import { createLog } from '../../server/platform/log.ts';
import { serve } from '../../server/serve.ts';
import type { Umlauf } from '../../server/umlauf.ts';
import { freePort } from '../support/free-port.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import type { DatabaseKind } from '../support/world.ts';
import {
  loadIntoPostgres,
  loadIntoSqlite,
  readRows,
  type ReleasedDatabase,
  type Rows,
} from './released-database.ts';

export type MovedForward = {
  baseUrl: string;
  umlauf: Umlauf;
  dataDir: string;
  /** The rows as the released version left them, and what stands in the same tables right after the migration. */
  before: Rows;
  after: Rows;
  /** Lines of the log that somebody must act upon. */
  errors: object[];
  stop: () => Promise<void>;
};

let databases = 0;

/** Puts a released database where the program looks for its own, and starts the program an hour later. */
export async function moveForward(kind: DatabaseKind, released: ReleasedDatabase): Promise<MovedForward> {
  const dataDir = await mkdtemp(join(tmpdir(), 'umlauf-upgrade-'));
  const port = await freePort();
  const own = { PORT: String(port), DATA_DIR: dataDir };
  const old = `sqlite:${join(dataDir, 'umlauf.sqlite')}`;
  await loadIntoSqlite(old.slice('sqlite:'.length), released);
  let before = await looking(old, (db) => readRows(db));
  let databaseUrl = old;
  if (kind === 'PostgreSQL') {
    databaseUrl = await (await sharedPostgres()).createDatabase(`upgrade_${++databases}`);
    await loadIntoPostgres(databaseUrl, released, before);
    before = await looking(databaseUrl, (db) => readRows(db, Object.keys(before)));
  }
  const errors: object[] = [];
  const log = createLog('error', { write: (line: string) => void errors.push(JSON.parse(line) as object) });
  const clock = { now: () => released.until + 3_600_000 };
  const config = readConfig({ ...own, DATABASE_URL: databaseUrl });
  // Before the program begins its day, which changes rows by rights.
  const house = await openHouse(config, clock, log);
  const after = await readRows(house.db, Object.keys(before)).finally(() => house.database.close());
  const running = await serve(config, log, clock);
  return {
    ...{ baseUrl: `http://127.0.0.1:${port}`, umlauf: running.umlauf, dataDir, before, after, errors },
    stop: async () => {
      await running.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

type Db = Umlauf['db'];

export async function looking<T>(location: string, look: (db: Db) => Promise<T>): Promise<T> {
  const database = openDatabase(location);
  return look(database.reader).finally(() => database.close());
}
