import type { Knex } from 'knex';
import type { Db } from '../../platform/db/database.ts';
import { whereIn } from '../../platform/db/dialect.ts';
import type { KnownRoster } from '../compare-roster.ts';
import { readKnownPeople } from '../roster-queries.ts';
import { withTeamsInside } from '../team-nesting.ts';
import { listNestings } from '../team-queries.ts';
import type { Concerned } from '../write-difference.ts';
import { scimSource as source } from './scim-person.ts';

/** What is known of one person: the person, and the teams that he stands in or should stand in. */
export async function readKnownPerson(db: Db, personKey: string, groupIds: string[]): Promise<KnownRoster> {
  const people = await readKnownPeople(db('people').where({ source, source_id: personKey }));
  const memberships = (await db('memberships')
    .join('teams', 'teams.id', 'memberships.team_id')
    .join('people', 'people.id', 'memberships.person_id')
    .where({ 'teams.source': source, 'people.source': source, 'people.source_id': personKey })
    .select({ team: 'teams.source_id', member: 'people.source_id' })) as KnownRoster['memberships'];
  const keys = [...new Set([...groupIds, ...memberships.map(({ team }) => team)])];
  return { people, teams: await readKnownTeams(db, keys), memberships, nestings: [], owners: [] };
}

export async function readKnownTeams(db: Db, groupIds: string[]): Promise<KnownRoster['teams']> {
  const rows = (await whereIn(db('teams').where({ source }), 'source_id', groupIds)
    .select('id', 'name', 'dn')
    .select({ sourceId: 'source_id', goneAt: 'gone_at' })) as (Omit<
    KnownRoster['teams'][number],
    'isGone'
  > & {
    goneAt: number | null;
  })[];
  return rows.map(({ goneAt, ...team }) => ({ ...team, isGone: goneAt !== null }));
}

/** How many this IdP has taken away since then, and how many there still are. */
export async function countLeftSince(db: Db, since: number): Promise<{ left: number; present: number }> {
  const count = async (people: Knex.QueryBuilder) =>
    ((await people.count({ count: '*' }).first()) as { count: number }).count;
  const of = () => db('people').where({ source });
  const left = await count(of().where({ left_how: 'directory' }).where('left_at', '>', since));
  return { left, present: await count(of().whereNull('left_at')) };
}

type Present = Concerned['people'][number];

/** Of these people, by the ids that the IdP knows them by, those who have access. */
export async function listPresent(db: Db, scimIds: string[]): Promise<Present[]> {
  const query = db('scim_people')
    .join('people', 'people.source_id', 'scim_people.person_key')
    .where('people.source', source)
    .whereNull('people.left_at')
    .select({ id: 'people.id', sourceId: 'people.source_id', language: 'people.language' });
  return (await whereIn(query, 'scim_people.id', scimIds).orderBy('people.source_id')) as Present[];
}

/** Everyone who stands in these groups, or in groups inside them. */
export async function listInside(db: Db, groupIds: string[]): Promise<Present[]> {
  const teams = (await readKnownTeams(db, groupIds)).map(({ id }) => id);
  if (teams.length === 0) return [];
  const inside = [...withTeamsInside(teams, await listNestings(db))];
  const query = db('people')
    .where({ source })
    .whereNull('left_at')
    .select({ id: 'id', sourceId: 'source_id', language: 'language' });
  return (await query
    .whereIn('id', whereIn(db('memberships').select('person_id'), 'team_id', inside))
    .orderBy('source_id')) as Present[];
}
