import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';

const folder = join(import.meta.dirname, '../../../migrations');
const bareName = (file: string): string => file.replace(/\.(ts|js)$/, '');

/** Migrations are recorded by bare name: the same database is opened by the source and by the compiled program. */
export const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: () =>
    Promise.resolve(
      readdirSync(folder)
        .filter((file) => /^\d{14}-[a-z-]+\.(ts|js)$/.test(file))
        .sort(),
    ),
  getMigrationName: bareName,
  getMigration: async (file) => (await import(pathToFileURL(join(folder, file)).href)) as Knex.Migration,
};
