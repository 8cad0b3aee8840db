import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Database } from './database.ts';

type Options = { databaseUrl: string; backups: string; clock: Clock; log: Log };

const sqliteFile = (databaseUrl: string): string | null =>
  databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : null;

/** Migrates; a database that holds something already is copied aside first (of PostgreSQL its own tools take copies). */
export async function migrateWithCopy(
  database: Database,
  { databaseUrl, backups, clock, log }: Options,
): Promise<void> {
  const file = sqliteFile(databaseUrl);
  const hasTables =
    file !== null && existsSync(file) && (await database.reader.schema.hasTable('installation'));
  const pending = await database.pendingMigrations();
  if (pending.length === 0) return;
  if (hasTables) {
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    const copy = join(
      backups,
      `before-migration-${new Date(clock.now()).toISOString().replaceAll(':', '')}.sqlite`,
    );
    await database.reader.raw('vacuum into ?', [copy]);
    log.info({ copy }, 'the database was copied aside before its migration');
  }
  const ran = await database.migrate();
  log.info({ migrations: ran }, 'the database was migrated');
}
