import type { Db } from '../platform/db/database.ts';
import { insertRows } from '../platform/db/dialect.ts';
import { fold } from '../platform/fold.ts';
import type { Nesting, Person, Team } from './person.ts';

type SourcedPerson = Person & { source: string; sourceId: string };
type SourcedTeam = Team & { source: string; sourceId: string };
export type Membership = { teamId: string; personId: string };

export async function insertPeople(db: Db, people: SourcedPerson[], now: number): Promise<void> {
  const rows = people.map((person) => ({
    id: person.id,
    source: person.source,
    source_id: person.sourceId,
    login: person.login,
    name: person.name,
    sort_name: person.sortName,
    sort_key: fold(person.sortName),
    search_text: fold(`${person.name} ${person.sortName} ${person.login} ${person.department}`),
    department: person.department,
    mail: person.mail,
    language: person.language,
    created_at: now,
  }));
  await insertRows(db, 'people', rows);
}

export async function insertTeams(db: Db, teams: SourcedTeam[]): Promise<void> {
  const rows = teams.map((team) => ({
    id: team.id,
    source: team.source,
    source_id: team.sourceId,
    name: team.name,
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

/** Out of the house and of every team; the row stays, so that what he did keeps his name. */
export async function markPersonLeft(db: Db, personId: string, leftAt: number): Promise<void> {
  await db('people').where({ id: personId }).update({ left_at: leftAt });
  await db('memberships').where({ person_id: personId }).delete();
}
