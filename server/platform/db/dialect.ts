import type { Knex } from 'knex';
import type { Db } from './database.ts';

const isSqlite = (db: Db): boolean =>
  (db.client as { config: { client: unknown } }).config.client === 'sqlite3';

type Row = Record<string, string | number | null>;

/** What becomes of a row whose key is there already: `add` its values to those of the row that is there. */
type OnConflict = 'refuse' | 'ignore' | { key: string[]; add: string[] };

function conflictClause(table: string, conflict: OnConflict): { tail: string; names: string[] } {
  if (conflict === 'refuse') return { tail: '', names: [] };
  if (conflict === 'ignore') return { tail: ' on conflict do nothing', names: [] };
  const { key, add } = conflict;
  const keys = key.map(() => '??').join(', ');
  const set = add.map(() => '?? = ??.?? + excluded.??').join(', ');
  return {
    tail: ` on conflict (${keys}) do update set ${set}`,
    names: [...key, ...add.flatMap((column) => [column, table, column, column])],
  };
}

/** Inserts any number of like rows in one statement: a single JSON parameter instead of a parameter per value. */
export async function insertRows(
  db: Db,
  table: string,
  rows: Row[],
  conflict: OnConflict = 'refuse',
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const names = columns.map(() => '??').join(', ');
  const json = JSON.stringify(rows);
  const { tail, names: namesOfTail } = conflictClause(table, conflict);
  if (isSqlite(db)) {
    const values = columns.map(() => 'json_extract(value, ?)').join(', ');
    // "where true" keeps SQLite's parser from reading "on conflict" as a join condition.
    await db.raw(`insert into ?? (${names}) select ${values} from json_each(?) where true${tail}`, [
      table,
      ...columns,
      ...columns.map((column) => `$.${column}`),
      json,
      ...namesOfTail,
    ]);
    return;
  }
  await db.raw(
    `insert into ?? (${names}) select ${names} from json_populate_recordset(null::??, ?::json)${tail}`,
    [table, ...columns, ...columns, table, json, ...namesOfTail],
  );
}

/** Updates any number of rows in one statement, each found by its key; every row names the same columns. */
export async function updateRows(db: Db, table: string, key: string[], rows: Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !key.includes(column));
  if (columns.length === 0) return;
  const json = JSON.stringify(rows);
  if (isSqlite(db)) {
    const set = columns.map(() => '?? = json_extract(given.value, ?)').join(', ');
    const found = key.map(() => '??.?? = json_extract(given.value, ?)').join(' and ');
    await db.raw(`update ?? set ${set} from json_each(?) as given where ${found}`, [
      ...[table, ...columns.flatMap((column) => [column, `$.${column}`]), json],
      ...key.flatMap((column) => [table, column, `$.${column}`]),
    ]);
    return;
  }
  const set = columns.map(() => '?? = given.??').join(', ');
  const found = key.map(() => '??.?? = given.??').join(' and ');
  await db.raw(
    `update ?? set ${set} from json_populate_recordset(null::??, ?::json) as given where ${found}`,
    [
      ...[table, ...columns.flatMap((column) => [column, column]), table, json],
      ...key.flatMap((column) => [table, column, column]),
    ],
  );
}

/** Deletes any number of rows in one statement, each named by all its columns given. */
export async function deleteRows(db: Db, table: string, rows: Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const names = columns.map(() => '??').join(', ');
  const json = JSON.stringify(rows);
  if (isSqlite(db)) {
    const values = columns.map(() => 'json_extract(value, ?)').join(', ');
    await db.raw(`delete from ?? where (${names}) in (select ${values} from json_each(?))`, [
      table,
      ...columns,
      ...columns.map((column) => `$.${column}`),
      json,
    ]);
    return;
  }
  await db.raw(
    `delete from ?? where (${names}) in (select ${names} from json_populate_recordset(null::??, ?::json))`,
    [table, ...columns, ...columns, table, json],
  );
}

/** `where column in (values)` for lists longer than a statement may have parameters. */
export function whereIn(query: Knex.QueryBuilder, column: string, values: string[]): Knex.QueryBuilder {
  const client = query.client as { config: { client: unknown } };
  if (client.config.client === 'sqlite3')
    return query.whereRaw('?? in (select value from json_each(?))', [column, JSON.stringify(values)]);
  // An array tells the planner how many there are; of a set-returning function it guesses, and reads the table.
  return query.whereRaw('?? = any(?::text[])', [column, values]);
}

/** The rows of this table that are named, each by all its columns given. */
export function whereRows(query: Knex.QueryBuilder, table: string, rows: Row[]): Knex.QueryBuilder {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return query.whereRaw('1 = 0');
  const names = columns.map(() => '??').join(', ');
  const qualified = columns.map((column) => `${table}.${column}`);
  const json = JSON.stringify(rows);
  const client = query.client as { config: { client: unknown } };
  if (client.config.client === 'sqlite3') {
    const values = columns.map(() => 'json_extract(value, ?)').join(', ');
    const paths = columns.map((column) => `$.${column}`);
    const named = `(${names}) in (select ${values} from json_each(?))`;
    return query.whereRaw(named, [...qualified, ...paths, json]);
  }
  const named = `(${names}) in (select ${names} from json_populate_recordset(null::??, ?::json))`;
  return query.whereRaw(named, [...qualified, ...columns, table, json]);
}

/** Rows that another worker is claiming right now are passed over; SQLite has one writer, so there are none. */
export function skipLocked<T extends Knex.QueryBuilder>(db: Db, query: T): T {
  if (!isSqlite(db)) void query.forUpdate().skipLocked();
  return query;
}

/** SQLite's one writer gives ids in the order of commits; PostgreSQL may show a lower one after a higher one. */
export const idsFollowCommits = isSqlite;

/** Holds the rows that are read until the transaction ends, as they are by then; SQLite's writer is alone already. */
export function lockRows<T extends Knex.QueryBuilder>(db: Db, query: T): T {
  if (!isSqlite(db)) void query.forUpdate();
  return query;
}

/** The rows that are read cannot change until the transaction ends; others may read them the same way meanwhile. */
export function shareRows<T extends Knex.QueryBuilder>(db: Db, query: T): T {
  if (!isSqlite(db)) void query.forShare();
  return query;
}

/** Holds other writers of the same sequence off until this transaction ends; SQLite's writer is alone already. */
export async function lockSequence(tx: Knex.Transaction, name: string): Promise<void> {
  if (!isSqlite(tx)) await tx.raw('select pg_advisory_xact_lock(hashtext(?))', [name]);
}

/** Case-insensitive "contains", with the wildcards of LIKE taken literally. */
export function whereContains(query: Knex.QueryBuilder, column: string, part: string): Knex.QueryBuilder {
  const escaped = part.toLowerCase().replace(/[\\%_]/g, (character) => `\\${character}`);
  return query.whereRaw("?? like ? escape '\\'", [column, `%${escaped}%`]);
}

/** Writes by which tokens rows are found, instead of those of before; tokens have no space and no ASCII sign in them. */
export async function replaceTokens(
  tx: Knex.Transaction,
  table: string,
  rows: { rowId: number; tokens: string[] }[],
): Promise<void> {
  if (rows.length === 0) return;
  await deleteTokens(
    tx,
    table,
    rows.map(({ rowId }) => rowId),
  );
  if (isSqlite(tx)) {
    const words = rows.map(({ rowId, tokens }) => ({ rowid: rowId, words: tokens.join(' ') }));
    await insertRows(tx, table, words);
    return;
  }
  await tx.raw(
    `insert into ?? (rowid, words) select (given->>'rowId')::int,
      array_to_tsvector(array(select json_array_elements_text(given->'tokens')))
      from json_array_elements(?::json) as given`,
    [table, JSON.stringify(rows)],
  );
}

export async function deleteTokens(tx: Knex.Transaction, table: string, rowIds: number[]): Promise<void> {
  await deleteRows(
    tx,
    table,
    rowIds.map((rowid) => ({ rowid })),
  );
}

/** All of these must be found, each as any of its tokens or, `beginning`, of what begins so. */
export type WantedTokens = { anyOf: string[]; beginning: boolean }[];

const signs = {
  sqlite: { quote: '"', or: ' OR ', and: ' AND ', beginning: '*' },
  postgres: { quote: "'", or: ' | ', and: ' & ', beginning: ':*' },
};

function tokenExpression(wanted: WantedTokens, { quote, or, and, beginning }: typeof signs.sqlite): string {
  const anyOf = (each: WantedTokens[number]): string =>
    each.anyOf.map((token) => quote + token + quote + (each.beginning ? beginning : '')).join(or);
  return wanted.map((each) => `(${anyOf(each)})`).join(and);
}

/**
 * Makes a query of `rows` one of those that are found by these tokens, the highest first; `before`: those below it.
 * The index comes first and each row is taken by its key: no planner may read all the rows instead, or the index once
 * for each of them.
 */
export function fromTokens(
  db: Db,
  query: Knex.QueryBuilder,
  { index, rows, key }: { index: string; rows: string; key: string },
  { wanted, before = 2 ** 31 - 1 }: { wanted: WantedTokens; before?: number | undefined },
): Knex.QueryBuilder {
  const rowId = `${index}.rowid`;
  void query.orderBy(rowId, 'desc');
  if (isSqlite(db)) {
    // A cross join is done in the order in which it is written.
    void query.from(db.raw('?? cross join ??', [index, rows]));
    void query.whereRaw('?? = ??', [`${rows}.${key}`, rowId]);
    return query
      .whereRaw('?? match ?', [index, tokenExpression(wanted, signs.sqlite)])
      .where(rowId, '<', before);
  }
  // What has an offset is not taken apart; what is sorted by a sum is not read by key.
  const found = 'select rowid + 0 as rowid from ?? where words @@ ?::tsquery and rowid < ?';
  const each = 'select * from ?? where ?? = ?? offset 0';
  const bindings = [index, tokenExpression(wanted, signs.postgres), before, index, rows, key, rowId, rows];
  return query.from(
    db.raw(`(${found} order by 1 desc offset 0) as ?? cross join lateral (${each}) as ??`, bindings),
  );
}
