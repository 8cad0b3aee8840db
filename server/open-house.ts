import { join } from 'node:path';
import type { Changes } from './changes.ts';
import type { Config } from './config.ts';
import { findInstallation } from './administration/installation-queries.ts';
import { markInstallation } from './administration/mark-installation.ts';
import { markReadTogether } from './channels/mark-read-together.ts';
import { postLimit } from './channels/post-message.ts';
import { postTogether } from './channels/post-together.ts';
import { confirmTogether } from './acknowledgements/confirm-together.ts';
import { createAllowance } from './platform/allowance.ts';
import { createBatches } from './platform/batches.ts';
import { createChangeFeed, type ChangeFeed } from './platform/change-feed.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/db/database.ts';
import { openDatabase } from './platform/db/open-database.ts';
import { newSecret } from './platform/ids.ts';
import type { Log } from './platform/log.ts';
import { loadOrCreateSecret } from './platform/secret-file.ts';
import { SettingFault } from './setting-fault.ts';
import { migrateWithCopy } from './platform/db/migrate-with-copy.ts';
import type { House } from './umlauf.ts';

/** Opens the database, brings its schema up to date, and answers what every action works with. */
export async function openHouse(config: Config, clock: Clock, log: Log): Promise<House> {
  const database = openGivenDatabase(config);
  try {
    await migrateWithCopy(database, {
      backups: join(config.dataDir, 'backups'),
      clock,
      log,
    });
    const installation =
      (await findInstallation(database.reader)) ?? (await markInstallation(database, config.demo ?? true));
    if (config.demo === true && !installation.demo)
      throw new SettingFault('DEMO is 1, but this database was not made for a demo.');
    const changes = createChangeFeed<Changes>(database.reader, clock, log);
    const transaction = toldAfterCommit(database, changes, log);
    return {
      config,
      log,
      clock,
      database,
      db: database.reader,
      changes,
      demo: installation.demo && config.demo !== false,
      houseName: installation.houseName,
      directoryHeardAt: new Map(),
      sessionSecret:
        config.sessionSecret ?? loadOrCreateSecret(join(config.dataDir, 'keys', 'session-secret'), newSecret),
      transaction,
      confirmations: createBatches((given) => confirmTogether({ transaction, changes, clock }, given)),
      posts: createBatches((postings) => postTogether({ transaction, changes, clock }, postings)),
      readMarks: createBatches((marks) => markReadTogether({ transaction }, marks)),
      postAllowance: createAllowance(clock, postLimit),
    };
  } catch (error) {
    await database.close();
    throw nameSetting(error, config);
  }
}

function toldAfterCommit(
  database: Database,
  changes: ChangeFeed<Changes>,
  log: Log,
): Database['transaction'] {
  return async (work) => {
    const { answer, hasChanges } = await database.transaction(async (tx) => ({
      answer: await work(tx),
      hasChanges: changes.hasAppended(tx),
    }));
    // What is committed is true: whether it could be told at once is no matter of whoever did it.
    if (hasChanges)
      await changes.catchUp().catch((error: unknown) => {
        log.warn({ err: error }, 'what has changed could not be told at once; the next poll tells it');
      });
    return answer;
  };
}

function openGivenDatabase(config: Config): Database {
  try {
    return openDatabase(config.databaseUrl);
  } catch (error) {
    throw nameSetting(error, config);
  }
}

/** Not reached, not let in (28…), no such database (3D000), or a file that cannot be one. */
const unusable = /^(E[A-Z_]+|28\w{3}|3D000|SQLITE_(CANTOPEN|NOTADB|READONLY))$/;

function nameSetting(error: unknown, { databaseUrl }: Config): unknown {
  const { code, path } = error as { code?: unknown; path?: unknown };
  if (typeof code !== 'string' || !unusable.test(code)) return error;
  const isFile = path !== undefined || databaseUrl.startsWith('sqlite:');
  const sentence = isFile
    ? 'DATA_DIR or DATABASE_URL cannot be used: a file cannot be opened'
    : 'DATABASE_URL cannot be used: the database cannot be opened';
  return new SettingFault(`${sentence} (${code}).`);
}
