import type { Umlauf } from '../../server/umlauf.ts';
import type { DatabaseKind } from './world.ts';

/**
 * How many transactions of requests wait while the test holds one open: PostgreSQL tells who waits for a lock; on
 * SQLite whatever a request begins from now on waits for the only writer.
 */
export function watchWaiting(umlauf: Umlauf, kind: DatabaseKind): () => Promise<number> {
  if (kind === 'PostgreSQL') {
    return async () => {
      const [row] = (await umlauf
        .db('pg_stat_activity')
        .where({ wait_event_type: 'Lock' })
        .whereRaw('datname = current_database()')
        .count({ waiting: '*' })) as { waiting: number }[];
      return row?.waiting ?? 0;
    };
  }
  const { transaction } = umlauf;
  let begun = 0;
  umlauf.transaction = (work) => {
    begun += 1;
    return transaction(work);
  };
  return () => Promise.resolve(begun);
}
