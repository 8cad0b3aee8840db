import type { House } from '../../server/umlauf.ts';
import type { DatabaseKind } from './world.ts';

/** Makes every new row of a table break its transaction, as a full disk would; answers how to mend it. */
export async function breakInserts(
  house: House,
  kind: DatabaseKind,
  table: string,
): Promise<() => Promise<void>> {
  return breakWhen(house, kind, table, 'true');
}

/** Makes the confirmation that carries this id of a click break its transaction. */
export const breakRow = (
  house: House,
  kind: DatabaseKind,
  clientAckId: string,
): Promise<() => Promise<void>> =>
  breakWhen(house, kind, 'acknowledgements', `new.client_ack_id = '${clientAckId}'`);

async function breakWhen(
  house: House,
  kind: DatabaseKind,
  table: string,
  condition: string,
): Promise<() => Promise<void>> {
  const run = async (...statements: string[]) => {
    await house.database.transaction(async (tx) => {
      for (const statement of statements) await tx.raw(statement);
    });
  };
  const trigger = `create trigger fault before insert on ${table}`;
  if (kind === 'SQLite') {
    await run(`${trigger} when ${condition} begin select raise(abort, 'broken by the test'); end`);
    return () => run('drop trigger fault');
  }
  await run(
    `create function fault() returns trigger language plpgsql as $$ begin raise exception 'broken by the test'; end $$`,
    `${trigger} for each row when (${condition}) execute function fault()`,
  );
  return () => run(`drop trigger fault on ${table}`, 'drop function fault');
}
