import { type Postgres, startPostgres } from './postgres.ts';

let shared: Promise<Postgres> | undefined;

/** One PostgreSQL for each process of tests, started by the first that asks; it ends with the process. */
export function sharedPostgres(): Promise<Postgres> {
  shared ??= startPostgres();
  return shared;
}
