import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Db } from '../../server/platform/db/database.ts';

export type TablePrints = Record<string, { rows: number; hash: string }>;

const isSqlite = (db: Db): boolean =>
  (db.client as { config: { client: unknown } }).config.client === 'sqlite3';

async function namesOfTables(db: Db): Promise<string[]> {
  const rows = isSqlite(db)
    ? await db('sqlite_master').where({ type: 'table' }).select('name')
    : await db('pg_tables').where({ schemaname: 'public' }).select({ name: 'tablename' });
  return (rows as { name: string }[]).map(({ name }) => name).toSorted();
}

/** Written each minute, whatever anybody does. */
const heartbeat = 'clock_watch';

/** The rows of every table, counted and hashed. */
export async function printTables(db: Db): Promise<TablePrints> {
  const prints: TablePrints = {};
  for (const name of await namesOfTables(db)) {
    if (name === heartbeat) continue;
    const rows = ((await db(name)) as object[]).map((row) => JSON.stringify(row)).toSorted();
    prints[name] = { rows: rows.length, hash: createHash('sha256').update(rows.join('\n')).digest('hex') };
  }
  return prints;
}

/** Whatever is done meanwhile, not one row of any table may be another than before. */
export async function changesNothing(db: Db, attempts: () => Promise<void>): Promise<void> {
  const before = await printTables(db);
  await attempts();
  assert.deepEqual(await printTables(db), before);
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
}
