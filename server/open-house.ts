import { join } from 'node:path';
import type { Changes } from './changes.ts';
import type { Config } from './config.ts';
import { findInstallation, markInstallation } from './installation.ts';
import { createChangeFeed } from './platform/change-feed.ts';
import type { Clock } from './platform/clock.ts';
import { openDatabase } from './platform/db/open-database.ts';
import { newSecret } from './platform/ids.ts';
import type { Log } from './platform/log.ts';
import { loadOrCreateSecret } from './platform/secret-file.ts';
import { migrateWithCopy } from './platform/db/migrate-with-copy.ts';
import type { House } from './umlauf.ts';

/** Opens the database, brings its schema up to date, and answers what every action works with. */
export async function openHouse(config: Config, clock: Clock, log: Log): Promise<House> {
  const database = openDatabase(config.databaseUrl);
  try {
    await migrateWithCopy(database, { databaseUrl: config.databaseUrl, backups: join(config.dataDir, 'backups'), clock, log });
    const installation = (await findInstallation(database.reader)) ?? (await markInstallation(database, config.demo ?? true));
    const changes = createChangeFeed<Changes>(database.reader, clock, log);
    return {
      config,
      log,
      clock,
      database,
      db: database.reader,
      changes,
      demo: installation.demo && config.demo !== false,
      houseName: installation.houseName,
      sessionSecret: config.sessionSecret ?? loadOrCreateSecret(join(config.dataDir, 'keys', 'session-secret'), newSecret),
      transaction: async (work) => {
        const result = await database.transaction(work);
        await changes.catchUp();
        return result;
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
