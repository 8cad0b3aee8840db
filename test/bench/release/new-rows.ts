import type { Knex } from 'knex';
import { openDatabase } from '../../../server/platform/db/open-database.ts';

export type NewRows = { table: string; columns: string[]; rows: unknown[][] }[];

/** What stands in the database `after` and not in `before`, table by table. */
export async function newRows(before: string, after: string): Promise<NewRows> {
  const [old, grown] = [openDatabase(`sqlite:${before}`), openDatabase(`sqlite:${after}`)];
  const found: NewRows = [];
  for (const table of await tablesOf(grown.reader)) {
    const there = (await old.reader(table).select('rowid as rowid_')) as { rowid_: number }[];
    const known = new Set(there.map(({ rowid_ }) => rowid_));
    const rows = (await grown.reader(table).select('*', 'rowid as rowid_')) as Record<string, unknown>[];
    const fresh = rows.filter(({ rowid_ }) => !known.has(rowid_ as number));
    const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'rowid_');
    if (fresh.length > 0)
      found.push({ table, columns, rows: fresh.map((row) => columns.map((column) => row[column])) });
  }
  await Promise.all([old.close(), grown.close()]);
  return found;
}

async function tablesOf(db: Knex): Promise<string[]> {
  const names = (await db('sqlite_master').where({ type: 'table' }).pluck('name')) as string[];
  return names.filter((name) => !/^(sqlite|knex)_/.test(name));
}

/** How many rows each of these tables holds. */
export async function countRows(db: Knex, tables: string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const [row] = (await db(table).count({ rows: '*' })) as { rows: number }[];
    counts.set(table, row?.rows ?? 0);
  }
  return counts;
}
