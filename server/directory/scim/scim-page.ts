import type { Knex } from 'knex';
import { Refusal } from '../../platform/refusal.ts';
import type { Comparison } from './scim-filter.ts';

export type Page = { filter: Comparison[]; offset: number; count: number };
export type Found<T> = { total: number; items: T[] };

/** The column of an attribute, and how what is asked for stands there; or the table that says which ids are meant. */
type Column = {
  column: string;
  toValue?: (value: string) => string;
  of?: { table: string; id: string };
};
export type Columns = Record<string, Column>;

/** Keeps the rows for which every comparison holds. */
export function narrow(query: Knex.QueryBuilder, filter: Comparison[], columns: Columns): Knex.QueryBuilder {
  for (const { attribute, value } of filter) {
    const { column, toValue, of }: Partial<Column> = columns[attribute] ?? {};
    if (column === undefined || (column === 'active') !== (typeof value === 'boolean'))
      throw new Refusal('malformed', 'scim-filter', { params: { path: attribute } });
    const wanted = typeof value === 'string' && toValue ? toValue(value) : value;
    if (of === undefined) void query.where(column, wanted);
    else
      void query.whereIn('id', (ids: Knex.QueryBuilder) => {
        void ids.from(of.table).where(column, wanted).select(of.id);
      });
  }
  return query;
}

export async function countRows(query: Knex.QueryBuilder): Promise<number> {
  return ((await query.count({ count: '*' }).first()) as { count: number }).count;
}
