import type { Knex } from 'knex';
import type { Db } from '../platform/db/database.ts';
import type { KnownPerson, KnownRoster } from './compare-roster.ts';
import type { Link } from './roster-difference.ts';

/** What this source has brought in so far. */
export async function readKnownRoster(db: Db, source: string): Promise<KnownRoster> {
  const people = await readKnownPeople(db('people').where({ source }));
  const teams = (await db('teams')
    .where({ source })
    .select('id', 'source_id as sourceId', 'name', 'dn', 'gone_at as goneAt')) as {
    id: string;
    sourceId: string;
    name: string;
    dn: string | null;
    goneAt: number | null;
  }[];
  const keys = new Map([...people, ...teams].map(({ id, sourceId }) => [id, sourceId]));
  return {
    people,
    teams: teams.map(({ goneAt, ...team }) => ({ ...team, isGone: goneAt !== null })),
    memberships: await readLinks(db, 'memberships', ['team_id', 'person_id'], keys),
    nestings: await readLinks(db, 'team_nestings', ['parent_id', 'child_id'], keys),
    owners: await readLinks(db, 'team_owners', ['team_id', 'person_id'], keys),
  };
}

/** Those whom a query about `people` finds, as they are compared with what their source says. */
export async function readKnownPeople(query: Knex.QueryBuilder): Promise<KnownPerson[]> {
  const rows = (await query
    .select('id', 'source_id as sourceId', 'login', 'name', 'sort_name as sortName')
    .select('department', 'mail', 'language', 'left_how as leftHow', 'left_at as leftAt')) as (KnownPerson & {
    leftAt: number | null;
  })[];
  return rows.map(({ leftAt, leftHow, ...person }) => ({
    ...person,
    // Who left before it was written down how, was closed by an operator.
    leftHow: leftAt === null ? null : (leftHow ?? 'operator'),
  }));
}

/** Of two of this source. Joined here: after a first run no database knows yet how large its tables have become. */
async function readLinks(
  db: Db,
  table: string,
  [team, member]: [string, string],
  keys: Map<string, string>,
): Promise<Link[]> {
  const rows = (await db(table).select({ team, member })) as Link[];
  return rows.flatMap((row) => {
    const [teamKey, memberKey] = [keys.get(row.team), keys.get(row.member)];
    return teamKey === undefined || memberKey === undefined ? [] : [{ team: teamKey, member: memberKey }];
  });
}

/** The logins of everybody employed whom another source has brought in. */
export async function listLoginsOfOthers(db: Db, source: string): Promise<Set<string>> {
  const logins = (await db('people').whereNull('left_at').whereNot({ source }).pluck('login')) as string[];
  return new Set(logins);
}
