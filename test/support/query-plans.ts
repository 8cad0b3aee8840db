import type { Umlauf } from '../../server/umlauf.ts';
import type { DatabaseKind } from './world.ts';

type Query = { sql: string; bindings: unknown[] };
export type QueryPlan = { sql: string; plan: string };

/** How the database goes about each look-up of this work. */
export async function planQueries(
  { db }: Pick<Umlauf, 'db'>,
  kind: DatabaseKind,
  work: () => Promise<unknown>,
): Promise<QueryPlan[]> {
  const asked: Query[] = [];
  const note = ({ sql, bindings }: Query) => {
    if (/^select /.test(sql)) asked.push({ sql: sql.replace(/\$\d+/g, '?'), bindings });
  };
  db.on('query', note);
  await work();
  db.off('query', note);
  return db.transaction(async (tx) => {
    // A table of few rows is read whole, whatever its indexes.
    const only = kind === 'PostgreSQL' ? ['enable_seqscan', 'enable_bitmapscan'] : [];
    for (const setting of only) await tx.raw(`set local ${setting} = off`);
    const plans: QueryPlan[] = [];
    for (const { sql, bindings } of asked) {
      const explained = `explain ${kind === 'SQLite' ? 'query plan ' : ''}${sql}`;
      const answer = (await tx.raw(explained, bindings as never)) as PlanRow[] | { rows: PlanRow[] };
      const rows = Array.isArray(answer) ? answer : answer.rows;
      plans.push({ sql, plan: rows.map((row) => row.detail ?? row['QUERY PLAN'] ?? '').join('\n') });
    }
    return plans;
  });
}

type PlanRow = { detail?: string; 'QUERY PLAN'?: string };
