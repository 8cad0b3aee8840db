import { listTeamsAround, listNestings } from '../directory/team-queries.ts';
import { withTeamsInside } from '../directory/team-nesting.ts';
import { employed, narrowToWords } from '../directory/directory-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';

type Colleague = { id: string; name: string; department: string };

/** Those who share a team with this person, nested teams resolved; the teams of a whole house are teams too. */
const colleaguesOf = async (db: Db, personId: string) => {
  const around = (await listTeamsAround(db, personId)).map(({ id }) => id);
  const inside = withTeamsInside(around, await listNestings(db));
  const members = whereIn(db('memberships').select('person_id'), 'team_id', [...inside]);
  // In an object, because a query that is awaited is run.
  return { query: employed(db).whereIn('id', members).whereNot({ id: personId }) };
};

export async function listColleagueIds(db: Db, personId: string): Promise<string[]> {
  const { query } = await colleaguesOf(db, personId);
  return (await query.pluck('id')) as string[];
}

/** Found by name, login or department, by name. */
export async function searchColleagues(
  db: Db,
  personId: string,
  { q, limit }: { q: string; limit: number },
): Promise<Colleague[]> {
  const { query } = await colleaguesOf(db, personId);
  void query
    .select('id', 'name', 'department')
    .orderBy([{ column: 'sort_key' }, { column: 'id' }])
    .limit(limit);
  narrowToWords(query, q);
  return (await query) as Colleague[];
}
