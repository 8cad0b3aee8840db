import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Database } from './database.ts';

type Options = { backups: string; clock: Clock; log: Log };

/** Migrates; a database that holds something already is copied aside first. */
export async function migrateWithCopy(database: Database, { backups, clock, log }: Options): Promise<void> {
  const isNew = !(await database.reader.schema.hasTable('installation'));
  const pending = await database.pendingMigrations();
  if (pending.length === 0) return;
  if (!isNew && database.copyInto) {
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    const copy = join(
      backups,
      `before-migration-${new Date(clock.now()).toISOString().replaceAll(':', '')}.sqlite`,
    );
    await database.copyInto(copy);
    log.info({ copy }, 'the database was copied aside before its migration');
  }
  const ran = await database.migrate();
  log.info({ migrations: ran }, 'the database was migrated');
}
