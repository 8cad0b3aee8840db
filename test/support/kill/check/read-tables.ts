import pg from 'pg';
import sqlite3 from 'sqlite3';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

type Row = Record<string, unknown>;
export type Tables = Record<(typeof names)[number], Row[]>;

const names = [
  ...(['announcements', 'recipients', 'deliveries', 'acknowledgements', 'reminders'] as const),
  ...(['planned_notices', 'audit_entries', 'people', 'idempotency_keys'] as const),
];

/** What stands in the database, read with its bare driver. */
export async function readTables(url: string): Promise<Tables> {
  const file = /^sqlite:(.*)$/.exec(url)?.[1];
  return file === undefined ? readPostgres(url) : readSqlite(file);
}

const collect = async (read: (sql: string) => Promise<Row[]>): Promise<Tables> => {
  const tables: [string, Row[]][] = [];
  for (const name of names) tables.push([name, await read(`select * from ${name}`)]);
  return Object.fromEntries(tables) as Tables;
};

async function readPostgres(connectionString: string): Promise<Tables> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await collect(async (sql) => (await client.query<Row>(sql)).rows);
  } finally {
    await client.end();
  }
}

async function readSqlite(file: string): Promise<Tables> {
  const database = new sqlite3.Database(file);
  try {
    return await collect(
      (sql) =>
        new Promise((resolve, reject) => {
          database.all<Row>(sql, (error, rows) => {
            if (error) reject(error);
            else resolve(rows);
          });
        }),
    );
  } finally {
    await new Promise<void>((resolve) => {
      database.close(() => {
        resolve();
      });
    });
  }
}
