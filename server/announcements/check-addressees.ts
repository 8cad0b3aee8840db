import { findAddressable } from '../directory/addressable-queries.ts';
import { findPeople } from '../directory/directory-queries.ts';
import { listTeams } from '../directory/team-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import { checkAddressable, type Audience } from './audience.ts';

/** Every team and person named must exist, as a mistyped id would leave somebody out in silence; and be the sender's to address. */
export async function checkAddressees(db: Db, { person, roles }: Actor, audience: Audience): Promise<void> {
  const known = new Set((await listTeams(db)).map((team) => team.id));
  if ([...audience.teams, ...audience.except.teams].some((team) => !known.has(team))) {
    throw new Refusal('invalid', 'unknown-team', { field: 'audience' });
  }
  const people = [...new Set([...audience.people, ...audience.except.people])];
  if (people.length > 0 && (await findPeople(db, people)).length !== people.length) {
    throw new Refusal('invalid', 'unknown-person', { field: 'audience' });
  }
  checkAddressable(audience, await findAddressable(db, person.id, roles));
}
