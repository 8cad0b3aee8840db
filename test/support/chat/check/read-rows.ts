import pg from 'pg';
import sqlite3 from 'sqlite3';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Row = Record<string, unknown>;
/** All rows of all tables, by the table's name. */
export type Tables = Record<string, Row[]>;

type Read = (sql: string) => Promise<Row[]>;

/** What stands in the database, read with its bare driver; also what an index keeps for itself. */
export async function readRows(url: string): Promise<Tables> {
  const file = /^sqlite:(.*)$/.exec(url)?.[1];
  return file === undefined ? readPostgres(url) : readSqlite(file);
}

async function collect(read: Read, names: string): Promise<Tables> {
  const tables: Tables = {};
  for (const { name } of await read(names))
    tables[String(name)] = await read(`select * from "${String(name)}"`);
  return tables;
}

async function readPostgres(connectionString: string): Promise<Tables> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const names = `select tablename as name from pg_tables where schemaname = 'public'`;
  try {
    return await collect(async (sql) => (await client.query<Row>(sql)).rows, names);
  } finally {
    await client.end();
  }
}

async function readSqlite(file: string): Promise<Tables> {
  const database = new sqlite3.Database(file);
  const read: Read = (sql) =>
    new Promise((resolve, reject) => {
      database.all<Row>(sql, (error, rows) => {
        if (error) reject(error);
        else resolve(rows);
      });
    });
  try {
    return await collect(read, `select name from sqlite_master where type = 'table'`);
  } finally {
    await new Promise<void>((resolve) => {
      database.close(() => {
        resolve();
      });
    });
  }
}
