import knex, { type Knex } from 'knex';

// As durable as the product's own connections.
const pragmas = `pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 250;
  pragma temp_store = memory; pragma cache_size = -32000;`;

type Connection = { exec: (sql: string, done: (error: Error | null) => void) => void };

/** A peer's Knex on this file, as anybody would make one. */
export const plainSqlite = (filename: string): Knex =>
  knex({
    client: 'sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 0,
      max: 1,
      afterCreate: (connection: Connection, done: (error: Error | null) => void) =>
        connection.exec(pragmas, done),
    },
  });
