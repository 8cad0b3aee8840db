import type { Db } from '../platform/db/database.ts';
import { deleteRows, insertRows, updateRows, whereIn } from '../platform/db/dialect.ts';
import { fold } from '../platform/fold.ts';
import { attributesOf } from './directory-store.ts';
import type { Person } from './person.ts';

/**
 * Brings people up to date, and back if they had left. Logins are put aside first: two people may exchange theirs, and
 * no two may have the same in between.
 */
export async function updatePeople(db: Db, people: Person[]): Promise<void> {
  const ids = people.map(({ id }) => id);
  if (ids.length === 0) return;
  await whereIn(db('people'), 'id', ids).update({ login: db.raw("'~' || id") });
  const rows = people.map((person) => ({ ...attributesOf(person), left_at: null, left_how: null }));
  await updateRows(db, 'people', ['id'], rows);
}

/** From here on the directory decides about them again. */
export async function handToDirectory(db: Db, personIds: string[]): Promise<void> {
  if (personIds.length > 0) await whereIn(db('people'), 'id', personIds).update({ left_how: 'directory' });
}

/** New names; a team that was gone stands again. */
export async function updateTeams(
  db: Db,
  teams: { id: string; name: string; dn: string | null }[],
): Promise<void> {
  const rows = teams.map(({ id, name, dn }) => ({ id, name, dn, sort_key: fold(name), gone_at: null }));
  await updateRows(db, 'teams', ['id'], rows);
}

export async function markTeamsGone(db: Db, teamIds: string[], goneAt: number): Promise<void> {
  if (teamIds.length > 0) await whereIn(db('teams'), 'id', teamIds).update({ gone_at: goneAt });
}

export type LinkIds = { team: string; member: string };

const toMember = ({ team, member }: LinkIds) => ({ team_id: team, person_id: member });
const toNesting = ({ team, member }: LinkIds) => ({ parent_id: team, child_id: member });

export async function writeMemberships(
  db: Db,
  { added, removed }: { added: LinkIds[]; removed: LinkIds[] },
  since: number,
): Promise<void> {
  await deleteRows(db, 'memberships', removed.map(toMember));
  const rows = added.map((link) => ({ ...toMember(link), since }));
  await insertRows(db, 'memberships', rows, 'ignore');
}

export async function writeNestings(
  db: Db,
  { added, removed }: { added: LinkIds[]; removed: LinkIds[] },
): Promise<void> {
  await deleteRows(db, 'team_nestings', removed.map(toNesting));
  await insertRows(db, 'team_nestings', added.map(toNesting), 'ignore');
}

export async function writeOwners(
  db: Db,
  { added, removed }: { added: LinkIds[]; removed: LinkIds[] },
): Promise<void> {
  await deleteRows(db, 'team_owners', removed.map(toMember));
  await insertRows(db, 'team_owners', added.map(toMember), 'ignore');
}
