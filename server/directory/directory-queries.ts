import type { Db } from '../platform/db/database.ts';
import { whereContains, whereIn } from '../platform/db/dialect.ts';
import { fold } from '../platform/fold.ts';
import type { Nesting, Person, Team, TeamWithCount } from './person.ts';
import { withTeamsInside } from './team-nesting.ts';

type PersonRow = Omit<Person, 'sortName'> & { sort_name: string };

const personColumns = ['id', 'login', 'name', 'sort_name', 'department', 'mail', 'language'];

const toPerson = ({ sort_name, ...row }: PersonRow): Person => ({ ...row, sortName: sort_name });

const employed = (db: Db) => db('people').whereNull('people.left_at');

export async function findPersonByLogin(db: Db, login: string): Promise<Person | null> {
  const row = (await employed(db).where({ login }).select(personColumns).first()) as PersonRow | undefined;
  return row ? toPerson(row) : null;
}

export async function findPeople(db: Db, ids: string[]): Promise<Person[]> {
  const rows = (await whereIn(employed(db), 'id', ids)
    .select(personColumns)
    .orderBy('sort_key')) as PersonRow[];
  return rows.map(toPerson);
}

export type PeopleSearch = { q?: string | undefined; after?: string | undefined; limit: number };

/** By name, a page at a time; `after` is the id of the last person of the page before. */
export async function searchPeople(db: Db, { q, after, limit }: PeopleSearch): Promise<Person[]> {
  const query = employed(db)
    .select(personColumns)
    .orderBy([{ column: 'sort_key' }, { column: 'id' }])
    .limit(limit);
  for (const word of fold(q ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 5))
    void whereContains(query, 'search_text', word);
  if (after !== undefined) {
    const last = (await db('people').where({ id: after }).select('sort_key').first()) as
      { sort_key: string } | undefined;
    if (!last) return [];
    void query.whereRaw('(??, ??) > (?, ?)', ['sort_key', 'id', last.sort_key, after]);
  }
  return ((await query) as PersonRow[]).map(toPerson);
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

export async function listNestings(db: Db): Promise<Nesting[]> {
  const rows = (await db('team_nestings').select('parent_id', 'child_id')) as {
    parent_id: string;
    child_id: string;
  }[];
  return rows.map((row) => ({ parentId: row.parent_id, childId: row.child_id }));
}

export async function listTeams(db: Db): Promise<Team[]> {
  return (await db('teams')
    .select('id', 'name')
    .orderBy([{ column: 'sort_key' }, { column: 'id' }])) as Team[];
}

export async function findTeamByName(db: Db, name: string): Promise<Team | null> {
  return ((await db('teams').where({ name }).select('id', 'name').first()) as Team | undefined) ?? null;
}

/** The direct memberships of everyone employed, or of the given people. */
export async function listMemberships(
  db: Db,
  personIds?: string[],
): Promise<{ teamId: string; personId: string }[]> {
  const query = db('memberships')
    .join('people', 'people.id', 'memberships.person_id')
    .whereNull('people.left_at')
    .select('memberships.team_id', 'memberships.person_id');
  if (personIds) void whereIn(query, 'memberships.person_id', personIds);
  const rows = (await query) as { team_id: string; person_id: string }[];
  return rows.map((row) => ({ teamId: row.team_id, personId: row.person_id }));
}

/** All people employed with what is needed to address them. */
export async function listAddressees(db: Db): Promise<{ id: string; department: string }[]> {
  return (await employed(db).select('id', 'department')) as { id: string; department: string }[];
}

export async function listTeamsWithCounts(db: Db): Promise<TeamWithCount[]> {
  const [teams, nestings, memberships] = [
    await listTeams(db),
    await listNestings(db),
    await listMemberships(db),
  ];
  const direct = new Map<string, string[]>();
  for (const { teamId, personId } of memberships)
    direct.set(teamId, (direct.get(teamId) ?? []).concat(personId));
  return teams.map((team) => {
    const members = new Set<string>();
    for (const inside of withTeamsInside([team.id], nestings)) {
      for (const personId of direct.get(inside) ?? []) members.add(personId);
    }
    return { ...team, members: members.size };
  });
}

/** The people of a team, nested teams resolved, by name. */
export async function listTeamMembers(db: Db, teamId: string): Promise<Person[]> {
  const inside = withTeamsInside([teamId], await listNestings(db));
  const members = whereIn(db('memberships').select('person_id'), 'team_id', [...inside]);
  const rows = (await employed(db)
    .whereIn('id', members)
    .select(personColumns)
    .orderBy([{ column: 'sort_key' }, { column: 'id' }])) as PersonRow[];
  return rows.map(toPerson);
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
