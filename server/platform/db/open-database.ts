import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import type { Database } from './database.ts';
import { migrationSource } from './migration-source.ts';
import { retryWhileLocked } from './retry-while-locked.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const quiet = (): void => undefined;
/** Knex would write lines of its own to stdout; what goes wrong it throws as well. */
const silent = { warn: quiet, error: quiet, deprecate: quiet, debug: quiet };

/** `location` is `sqlite:FILE` or `postgres://…`. */
export function openDatabase(location: string): Database {
  return location.startsWith('sqlite:')
    ? openSqlite(location.slice('sqlite:'.length))
    : openPostgres(location);
}

function openSqlite(filename: string): Database {
  mkdirSync(dirname(filename), { recursive: true, mode: 0o700 });
  const base: Knex.Config = {
    client: 'sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    log: silent,
  };
  const writer = knex({ ...base, pool: { min: 0, max: 1, afterCreate: prepareConnection } });
  const reader = knex({ ...base, pool: { min: 0, max: 4, afterCreate: prepareReader } });
  beginImmediately(writer);
  return assemble(writer, reader, {
    transaction: (work) => retryWhileLocked(() => writer.transaction(work)),
    // The reader may not: SQLite takes making a file for a change.
    copyInto: async (file) => {
      await writer.raw('vacuum into ?', [file]);
    },
  });
}

function openPostgres(connectionString: string): Database {
  const database = knex({
    client: 'pg',
    connection: connectionString,
    pool: { min: 0, max: 10 },
    log: silent,
  });
  return assemble(database, database, {
    transaction: (work) => retryWhileLocked(() => database.transaction(work)),
    copyInto: null,
  });
}

type Own = Pick<Database, 'transaction' | 'copyInto'>;

function assemble(writer: Knex, reader: Knex, own: Own): Database {
  const migrationConfig = { migrationSource, disableMigrationsListValidation: false };
  return {
    ...own,
    reader,
    migrate: async () => {
      const [, names] = (await writer.migrate.latest(migrationConfig)) as [number, string[]];
      return names;
    },
    pendingMigrations: async () => {
      const [, pending] = (await writer.migrate.list(migrationConfig)) as [unknown, string[]];
      return pending;
    },
    close: async () => {
      await closePool(reader);
      if (writer !== reader) await closePool(writer);
    },
  };
}

/**
 * Whoever is being given a connection at this moment would start the pool's timer again after it was stopped
 * (tarn's destroy waits for him, but stops the timer before), and the process would never end.
 */
async function closePool(database: Knex): Promise<void> {
  const { pool } = database.client as { pool: { numPendingValidations: () => number } };
  while (pool.numPendingValidations() > 0) await setImmediate();
  await database.destroy();
}

type SqliteConnection = { exec: (sql: string, done: (error: Error | null) => void) => void };

// synchronous=FULL: with NORMAL a power cut may take back a confirmation that a person has seen.
const pragmas = `pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
  pragma busy_timeout = 250; pragma temp_store = memory; pragma cache_size = -32000;`;

// secure_delete: what is deleted or written over shall stand nowhere in the file either.
function prepareConnection(connection: SqliteConnection, done: (error: Error | null) => void): void {
  connection.exec(`${pragmas} pragma secure_delete = on;`, done);
}

function prepareReader(connection: SqliteConnection, done: (error: Error | null) => void): void {
  connection.exec(`${pragmas} pragma query_only = on;`, done);
}

type SqliteTransaction = {
  begin: (connection: unknown) => unknown;
  query: (connection: unknown, sql: string) => unknown;
};

// A deferred transaction that reads first cannot wait for the lock when it writes (SQLITE_BUSY_SNAPSHOT).
function beginImmediately(writer: Knex): void {
  const client = writer.client as { transaction: (...given: unknown[]) => SqliteTransaction };
  const makeTransaction = client.transaction.bind(client);
  client.transaction = (...given) => {
    const transaction = makeTransaction(...given);
    transaction.begin = (connection) => transaction.query(connection, 'BEGIN IMMEDIATE;');
    return transaction;
  };
}
