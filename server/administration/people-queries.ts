import { narrowToWords, startAfter } from '../directory/directory-queries.ts';
import type { Db } from '../platform/db/database.ts';

export const peopleStates = ['all', 'present', 'left'] as const;
type PeopleState = (typeof peopleStates)[number];

type PersonInSight = {
  id: string;
  login: string;
  name: string;
  department: string;
  source: string;
  leftAt: number | null;
};

type Search = { q: string; state: PeopleState; after?: string | undefined; limit: number };

const columns = ['people.id', 'login', 'name', 'department', 'source', 'left_at as leftAt'];

/** Those who have left among them, by name, a page at a time; `after` is the last one of the page before. */
export async function searchEverybody(db: Db, { q, state, after, limit }: Search): Promise<PersonInSight[]> {
  const query = db('people')
    .select(columns)
    .orderBy([{ column: 'sort_key' }, { column: 'id' }])
    .limit(limit);
  if (state === 'present') void query.whereNull('left_at');
  if (state === 'left') void query.whereNotNull('left_at');
  narrowToWords(query, q);
  if (after !== undefined && !(await startAfter(db, query, after))) return [];
  return (await query) as PersonInSight[];
}

type PersonInDetail = PersonInSight & { sourceId: string; language: string; createdAt: number };

/** Whoever has ever been in the house, with the language that counts. */
export async function findPersonInDetail(db: Db, id: string): Promise<PersonInDetail | null> {
  const row = (await db('people')
    .leftJoin('preferences', 'preferences.person_id', 'people.id')
    .where('people.id', id)
    .select(columns)
    .select('source_id as sourceId', 'created_at as createdAt', 'people.language')
    .first('preferences.language as preferred')) as
    (PersonInDetail & { preferred: string | null }) | undefined;
  if (!row) return null;
  const { preferred, ...person } = row;
  return { ...person, language: preferred ?? person.language };
}
