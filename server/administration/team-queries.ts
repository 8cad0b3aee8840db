import { employed, startAfter } from '../directory/directory-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';

/** A team with where it comes from. */
export type TeamInSight = {
  id: string;
  name: string;
  source: string;
  sourceId: string;
  dn: string | null;
  goneAt: number | null;
};

const columns = ['id', 'name', 'source', 'source_id as sourceId', 'dn', 'gone_at as goneAt'];

/** All that the directories tell of now, or these, by name. */
export async function listTeamsInSight(db: Db, ids?: string[]): Promise<TeamInSight[]> {
  const query = db('teams')
    .select(columns)
    .orderBy([{ column: 'sort_key' }, { column: 'id' }]);
  if (ids) void whereIn(query, 'id', ids);
  else void query.whereNull('gone_at');
  return (await query) as TeamInSight[];
}

/** How many different people stand in these teams; those inside them count only if they are given too. */
export async function countPeopleIn(db: Db, teamIds: string[]): Promise<number> {
  const query = whereIn(db('memberships'), 'team_id', teamIds);
  const row = (await query.countDistinct({ count: 'person_id' }).first()) as { count: number };
  return row.count;
}

type Member = { id: string; login: string; name: string; department: string };

/** The people who stand in these teams, by name, a page at a time. */
export async function listPeopleIn(
  db: Db,
  teamIds: string[],
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Member[]> {
  const query = employed(db)
    .whereIn('id', whereIn(db('memberships').select('person_id'), 'team_id', teamIds))
    .select('id', 'login', 'name', 'department')
    .orderBy([{ column: 'sort_key' }, { column: 'id' }])
    .limit(limit);
  if (after !== undefined && !(await startAfter(db, query, after))) return [];
  return (await query) as Member[];
}

/** Who may publish to this team besides the publishers. */
export async function listOwners(db: Db, teamId: string): Promise<{ id: string; name: string }[]> {
  return (await employed(db)
    .join('team_owners', 'team_owners.person_id', 'people.id')
    .where('team_owners.team_id', teamId)
    .orderBy('people.sort_key')
    .select('people.id', 'people.name')) as { id: string; name: string }[];
}
