import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import knex from 'knex';
import sqlite3 from 'sqlite3';
import { insertRows } from '../../server/platform/db/dialect.ts';
import { migrationSource } from '../../server/platform/db/migration-source.ts';
import type { Db } from '../../server/platform/db/database.ts';

/** A small database as a released version left it, and what its people held in their hands. */
export type ReleasedDatabase = { schema: string; sql: string; cookie: string; token: string; until: number };

export type Rows = Record<string, Record<string, unknown>[]>;

/** One for each schema that was ever released. */
export function releasedDatabases(): ReleasedDatabase[] {
  const files = readdirSync(import.meta.dirname).filter((file) => /^\d{14}\.sql$/.test(file));
  return files.toSorted().map((file) => {
    const sql = readFileSync(join(import.meta.dirname, file), 'utf8');
    const said = (name: string): string => {
      const value = new RegExp(`^-- ${name}: (.+)$`, 'm').exec(sql)?.[1];
      assert.ok(value, `${file} says its ${name}`);
      return value;
    };
    const until = Date.parse(said('until'));
    return {
      ...{ schema: file.slice(0, 14), sql, until },
      ...{ cookie: said('cookie of ben'), token: said('token of deniz') },
    };
  });
}

export async function loadIntoSqlite(file: string, { sql }: ReleasedDatabase): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await new Promise<void>((resolve, reject) => {
    const done = (error: Error | null) => (error ? reject(error) : resolve());
    const database = new sqlite3.Database(file);
    database.exec(sql, (error) => database.close((trouble) => done(error ?? trouble)));
  });
}

/** The schema by the migrations of that time, the rows as they lie in SQLite. */
export async function loadIntoPostgres(url: string, { schema }: ReleasedDatabase, rows: Rows): Promise<void> {
  const database = knex({ client: 'pg', connection: url });
  const ofThatTime = async () =>
    (await migrationSource.getMigrations([])).filter((name) => name.slice(0, 14) <= schema);
  try {
    await database.migrate.latest({ migrationSource: { ...migrationSource, getMigrations: ofThatTime } });
    await database.transaction(async (tx) => {
      // The order of the tables is no matter then.
      await tx.raw('set local session_replication_role = replica');
      for (const [table, given] of Object.entries(rows)) {
        if (table.startsWith('knex_')) continue;
        await insertRows(tx, table, given as Parameters<typeof insertRows>[2]);
        if (typeof given[0]?.['id'] !== 'number') continue;
        await tx.raw('select setval(pg_get_serial_sequence(?, ?), max(id)) from ??', [table, 'id', table]);
      }
    });
  } finally {
    await database.destroy();
  }
}

/** Every row of every table, or of these. */
export async function readRows(db: Db, tables?: string[]): Promise<Rows> {
  const names = tables ?? ((await db('sqlite_master').where({ type: 'table' }).pluck('name')) as string[]);
  const rows: Rows = {};
  for (const name of names.filter((table) => !table.startsWith('sqlite_')))
    rows[name] = (await db(name)) as Record<string, unknown>[];
  return rows;
}
