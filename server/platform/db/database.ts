import type { Knex } from 'knex';

/** What stores and queries take first: a Knex, or a transaction of one. */
export type Db = Knex | Knex.Transaction;

export type Transaction = Knex.Transaction;

export type Database = {
  /** For queries. On SQLite this connection pool never writes. */
  reader: Knex;
  /** One transaction on the writer; tried again while the database is locked by another process. */
  transaction: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** Brings the schema up to date; answers the names of the migrations that ran. */
  migrate: () => Promise<string[]>;
  pendingMigrations: () => Promise<string[]>;
  /** Writes a copy of what is there into a new file; null where the database's own tools take copies. */
  copyInto: ((file: string) => Promise<void>) | null;
  close: () => Promise<void>;
};
