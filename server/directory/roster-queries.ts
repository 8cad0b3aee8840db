import type { Db } from '../platform/db/database.ts';
import type { KnownPerson, KnownRoster } from './compare-roster.ts';
import type { Link } from './roster-difference.ts';

const linkColumns = {
  memberships: { team: 'memberships.team_id', member: 'memberships.person_id' },
  team_owners: { team: 'team_owners.team_id', member: 'team_owners.person_id' },
  team_nestings: { team: 'team_nestings.parent_id', member: 'team_nestings.child_id' },
};

/** What this source has brought in so far. */
export async function readKnownRoster(db: Db, source: string): Promise<KnownRoster> {
  const people = (await db('people')
    .where({ source })
    .select('id', 'source_id as sourceId', 'login', 'name', 'sort_name as sortName')
    .select('department', 'mail', 'language', 'left_how as leftHow', 'left_at as leftAt')) as (KnownPerson & {
    leftAt: number | null;
  })[];
  const teams = (await db('teams')
    .where({ source })
    .select('id', 'source_id as sourceId', 'name', 'dn', 'gone_at as goneAt')) as {
    id: string;
    sourceId: string;
    name: string;
    dn: string | null;
    goneAt: number | null;
  }[];
  return {
    people: people.map(({ leftAt, leftHow, ...person }) => ({
      ...person,
      // Who left before it was written down how, was closed by an operator.
      leftHow: leftAt === null ? null : (leftHow ?? 'operator'),
    })),
    teams: teams.map(({ goneAt, ...team }) => ({ ...team, isGone: goneAt !== null })),
    memberships: await readLinks(db, 'memberships', 'people', source),
    nestings: await readLinks(db, 'team_nestings', 'teams', source),
    owners: await readLinks(db, 'team_owners', 'people', source),
  };
}

async function readLinks(
  db: Db,
  table: keyof typeof linkColumns,
  members: 'people' | 'teams',
  source: string,
): Promise<Link[]> {
  const { team, member } = linkColumns[table];
  return (await db(table)
    .join('teams as team', 'team.id', team)
    .join(`${members} as member`, 'member.id', member)
    .where({ 'team.source': source, 'member.source': source })
    .select('team.source_id as team', 'member.source_id as member')) as Link[];
}

/** The logins of everybody employed whom another source has brought in. */
export async function listLoginsOfOthers(db: Db, source: string): Promise<Set<string>> {
  const logins = (await db('people').whereNull('left_at').whereNot({ source }).pluck('login')) as string[];
  return new Set(logins);
}
