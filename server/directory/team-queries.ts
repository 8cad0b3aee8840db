import { employed, personColumns, toPerson, type PersonRow } from './directory-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import { withTeamsInside } from './team-nesting.ts';
import type { Nesting, Person, Team, TeamWithCount } from './person.ts';

export async function listNestings(db: Db): Promise<Nesting[]> {
  const rows = (await db('team_nestings').select('parent_id', 'child_id')) as {
    parent_id: string;
    child_id: string;
  }[];
  return rows.map((row) => ({ parentId: row.parent_id, childId: row.child_id }));
}

/** By name. What was addressed to a team keeps its name when the directory has it no more; nobody chooses it then. */
export async function listTeams(db: Db, { gone } = { gone: true }): Promise<Team[]> {
  const query = db('teams')
    .select('id', 'name')
    .orderBy([{ column: 'sort_key' }, { column: 'id' }]);
  if (!gone) void query.whereNull('gone_at');
  return (await query) as Team[];
}

export async function findTeamByName(db: Db, name: string): Promise<Team | null> {
  return (
    ((await db('teams').where({ name }).whereNull('gone_at').select('id', 'name').first()) as
      Team | undefined) ?? null
  );
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

export async function listTeamsWithCounts(db: Db): Promise<TeamWithCount[]> {
  const [teams, nestings, memberships] = [
    await listTeams(db, { gone: false }),
    await listNestings(db),
    await listMemberships(db),
  ];
  const direct = new Map<string, string[]>();
  for (const { teamId, personId } of memberships) {
    const members = direct.get(teamId);
    if (members) members.push(personId);
    else direct.set(teamId, [personId]);
  }
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

/** Every team the person is in, those around it included. */
export async function listTeamsAround(
  db: Db,
  personId: string,
): Promise<{ id: string; name: string; dn: string | null; direct: boolean }[]> {
  const rows = (await db
    .withRecursive(
      'around',
      ['id'],
      (query) =>
        void query
          .select('team_id')
          .from('memberships')
          .where('person_id', personId)
          .union(
            (wider) =>
              void wider
                .select('team_nestings.parent_id')
                .from('team_nestings')
                .join('around', 'around.id', 'team_nestings.child_id'),
          ),
    )
    .from('around')
    .join('teams', 'teams.id', 'around.id')
    .leftJoin('memberships', (join) =>
      join.on('memberships.team_id', 'teams.id').andOn('memberships.person_id', db.raw('?', [personId])),
    )
    .orderBy('teams.sort_key')
    .select('teams.id', 'teams.name', 'teams.dn', 'memberships.since')) as {
    id: string;
    name: string;
    dn: string | null;
    since: number | null;
  }[];
  return rows.map(({ since, ...team }) => ({ ...team, direct: since !== null }));
}
