import { Refusal } from '../refusal.ts';

/** The write lock of another process (SQLite); a serialisation failure, a deadlock (PostgreSQL). */
const passing = new Set(['SQLITE_BUSY', '40001', '40P01']);
/** Too many connections, shut down, crashed, still starting (PostgreSQL); nobody listens. */
const away = new Set(['53300', '57P01', '57P02', '57P03', 'ECONNREFUSED']);
/** The driver gives a connection that broke off no code; Knex sets the statement before what it says. */
const brokenOff =
  /(^| - )(Connection terminated( unexpectedly)?|Client has encountered a connection error and is not queryable)$/;

type DatabaseError = { code?: unknown; name?: unknown; message?: unknown };

const codeOf = (error: unknown): string => String((error as DatabaseError | null)?.code);

/** May the same transaction succeed when it is tried again? */
export const isPassing = (error: unknown): boolean => passing.has(codeOf(error));

/** The refusal that an error of the database means, or null when it is a fault of ours. */
export function refusalOfDatabase(error: unknown): Refusal | null {
  if (isPassing(error)) return new Refusal('unavailable', 'database-busy');
  const { name, message } = (error ?? {}) as DatabaseError;
  const isLost = name === 'KnexTimeoutError' || brokenOff.test(String(message));
  return isLost || away.has(codeOf(error)) ? new Refusal('unavailable') : null;
}
