import type { Knex } from 'knex';
import type { Db } from '../platform/db/database.ts';
import { whereContains, whereIn } from '../platform/db/dialect.ts';
import { fold } from '../platform/fold.ts';
import type { Addressable } from './addressable.ts';
import type { Person } from './person.ts';

export type PersonRow = Omit<Person, 'sortName'> & { sort_name: string };

export const personColumns = ['id', 'login', 'name', 'sort_name', 'department', 'mail', 'language'];

export const toPerson = ({ sort_name, ...row }: PersonRow): Person => ({ ...row, sortName: sort_name });

export const employed = (db: Db) => db('people').whereNull('people.left_at');

export async function findPersonByLogin(db: Db, login: string): Promise<Person | null> {
  const row = (await employed(db).where({ login }).select(personColumns).first()) as PersonRow | undefined;
  return row ? toPerson(row) : null;
}

/** Who is employed, by the key that the source gave. */
export async function findPersonBySource(db: Db, source: string, sourceId: string): Promise<Person | null> {
  const query = employed(db).where({ source, source_id: sourceId });
  const row = (await query.select(personColumns).first()) as PersonRow | undefined;
  return row ? toPerson(row) : null;
}

export async function findPeople(db: Db, ids: string[]): Promise<Person[]> {
  const rows = (await whereIn(employed(db), 'id', ids)
    .select(personColumns)
    .orderBy('sort_key')) as PersonRow[];
  return rows.map(toPerson);
}

/** The names of people, those who have left included. */
export async function listNames(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows = (await whereIn(db('people'), 'id', ids).select('id', 'name')) as {
    id: string;
    name: string;
  }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type PeopleSearch = { q?: string | undefined; after?: string | undefined; limit: number; among: Addressable };

/** By name, a page at a time; `after` is the id of the last person of the page before. */
export async function searchPeople(db: Db, { q, after, limit, among }: PeopleSearch): Promise<Person[]> {
  const query = employed(db)
    .select(personColumns)
    .orderBy([{ column: 'sort_key' }, { column: 'id' }])
    .limit(limit);
  narrowToWords(query, q ?? '');
  if (among !== 'everybody') void whereIn(query, 'id', [...among.people]);
  if (after !== undefined && !(await startAfter(db, query, after))) return [];
  return ((await query) as PersonRow[]).map(toPerson);
}

/** Only those who come after this person by name; false when there is no such person. */
export async function startAfter(db: Db, query: Knex.QueryBuilder, personId: string): Promise<boolean> {
  const last = (await db('people').where({ id: personId }).select('sort_key').first()) as
    { sort_key: string } | undefined;
  if (!last) return false;
  void query.whereRaw('(??, ??) > (?, ?)', ['people.sort_key', 'people.id', last.sort_key, personId]);
  return true;
}

/** Only those in whose name, login or department every one of these words stands. */
export function narrowToWords(query: Knex.QueryBuilder, q: string): void {
  const words = fold(q).split(/\s+/).filter(Boolean).slice(0, 5);
  for (const word of words) void whereContains(query, 'search_text', word);
}

export async function countPeople(db: Db): Promise<number> {
  const row = (await employed(db).count({ count: '*' }).first()) as { count: number };
  return row.count;
}

export async function countPeopleByState(db: Db): Promise<{ active: number; left: number }> {
  const row = (await db('people').count({ all: '*', left: 'left_at' }).first()) as {
    all: number;
    left: number;
  };
  return { active: row.all - row.left, left: row.left };
}

/** All people employed with what is needed to address them. */
type AddressablePerson = { id: string; department: string; sortKey: string };

export async function listAddressees(db: Db): Promise<AddressablePerson[]> {
  return (await employed(db).select('id', 'department', 'sort_key as sortKey')) as AddressablePerson[];
}

/** Ids by the directory's own keys: what a source has brought in already. */
export async function listIdsBySource(
  db: Db,
  table: 'people' | 'teams',
  source: string,
): Promise<Map<string, string>> {
  const rows = (await db(table).where({ source }).select('id', 'source_id')) as {
    id: string;
    source_id: string;
  }[];
  return new Map(rows.map((row) => [row.source_id, row.id]));
}
