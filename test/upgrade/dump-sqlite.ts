import type { Db } from '../../server/platform/db/database.ts';

type Entry = { type: string; name: string; sql: string };

/** SQLite fills it while rows are inserted; what stands in it at the end is said at the end. */
const sequences = 'sqlite_sequence';

/** The whole database as SQL that SQLite reads: tables, rows, and only then indexes and triggers. */
export async function dumpSqlite(db: Db): Promise<string> {
  const entries = (await db('sqlite_master').whereNotNull('sql').select('type', 'name', 'sql')) as Entry[];
  const tables = entries.filter(({ type, name }) => type === 'table' && name !== sequences);
  const statements = (chosen: Entry[]) => chosen.map(({ sql }) => `${sql.replaceAll(/\s+/g, ' ')};`);
  const rows: string[] = [];
  for (const { name } of tables) rows.push(...(await insertInto(db, name)));
  return [
    'begin;',
    ...statements(tables),
    ...rows,
    `delete from ${sequences};`,
    ...(await insertInto(db, sequences)),
    ...statements(entries.filter(({ type }) => type !== 'table')),
    'commit;',
  ].join('\n');
}

async function insertInto(db: Db, table: string): Promise<string[]> {
  const columns = (await db.raw('select name from pragma_table_info(?)', [table])) as { name: string }[];
  const quoted = columns.map(({ name }) => `quote("${name}")`).join(" || ',' || ");
  const rows = (await db.raw(`select ${quoted} as line from "${table}"`)) as { line: string }[];
  const lines = rows.map(({ line }) => `(${line})`);
  return lines.length === 0 ? [] : [`insert into ${table} values\n${lines.join(',\n')};`];
}
