import type { Db } from '../platform/db/database.ts';
import { insertRows, whereIn } from '../platform/db/dialect.ts';
import { fold } from '../platform/fold.ts';
import type { Nesting, Person, Team } from './person.ts';

type SourcedPerson = Person & { source: string; sourceId: string };
type SourcedTeam = Team & { dn?: string | null; source: string; sourceId: string };
export type Membership = { teamId: string; personId: string };

export async function insertPeople(db: Db, people: SourcedPerson[], now: number): Promise<void> {
  const rows = people.map((person) => ({
    ...{ source: person.source, source_id: person.sourceId, created_at: now },
    ...attributesOf(person),
  }));
  await insertRows(db, 'people', rows);
}

export const attributesOf = (person: Person) => ({
  id: person.id,
  login: person.login,
  name: person.name,
  sort_name: person.sortName,
  sort_key: fold(person.sortName),
  search_text: fold(`${person.name} ${person.sortName} ${person.login} ${person.department}`),
  department: person.department,
  mail: person.mail,
  language: person.language,
});

export async function insertTeams(db: Db, teams: SourcedTeam[]): Promise<void> {
  const rows = teams.map((team) => ({
    id: team.id,
    source: team.source,
    source_id: team.sourceId,
    name: team.name,
    dn: team.dn ?? null,
    sort_key: fold(team.name),
  }));
  await insertRows(db, 'teams', rows);
}

export async function insertNestings(db: Db, nestings: Nesting[]): Promise<void> {
  const rows = nestings.map(({ parentId, childId }) => ({ parent_id: parentId, child_id: childId }));
  await insertRows(db, 'team_nestings', rows);
}

export async function insertMemberships(db: Db, memberships: Membership[], since: number): Promise<void> {
  const rows = memberships.map(({ teamId, personId }) => ({ team_id: teamId, person_id: personId, since }));
  await insertRows(db, 'memberships', rows, 'ignore');
}

export async function deleteMembership(db: Db, { teamId, personId }: Membership): Promise<void> {
  await db('memberships').where({ team_id: teamId, person_id: personId }).delete();
}

/** Out of the house and of every team; the rows stay, so that what they did keeps their names. */
export async function markPeopleLeft(
  db: Db,
  personIds: string[],
  leftAt: number,
  how: 'directory' | 'operator',
): Promise<void> {
  await whereIn(db('people'), 'id', personIds).update({ left_at: leftAt, left_how: how });
  for (const table of ['memberships', 'team_owners'])
    await whereIn(db(table), 'person_id', personIds).delete();
}
