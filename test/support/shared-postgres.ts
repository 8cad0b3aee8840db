import { type Postgres, startPostgres } from './postgres.ts';

let shared: Promise<Postgres> | undefined;

/** One PostgreSQL for the whole run, started by the first test that asks. */
export function sharedPostgres(): Promise<Postgres> {
  shared ??= startPostgres();
  return shared;
}

export async function stopSharedPostgres(): Promise<void> {
  await (await shared)?.stop();
  shared = undefined;
}
