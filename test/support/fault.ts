import type { House } from '../../server/umlauf.ts';
import type { DatabaseKind } from './world.ts';

/** Makes every new row of a table break its transaction, as a full disk would; answers how to mend it. */
export async function breakInserts(
  house: House,
  kind: DatabaseKind,
  table: string,
): Promise<() => Promise<void>> {
  const run = async (...statements: string[]) => {
    await house.database.transaction(async (tx) => {
      for (const statement of statements) await tx.raw(statement);
    });
  };
  if (kind === 'SQLite') {
    await run(
      `create trigger fault before insert on ${table} begin select raise(abort, 'broken by the test'); end`,
    );
    return () => run('drop trigger fault');
  }
  await run(
    `create function fault() returns trigger language plpgsql as $$ begin raise exception 'broken by the test'; end $$`,
    `create trigger fault before insert on ${table} for each row execute function fault()`,
  );
  return () => run(`drop trigger fault on ${table}`, 'drop function fault');
}
