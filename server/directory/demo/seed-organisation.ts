import { settleMemberships } from '../settle-memberships.ts';
import { audienceLock } from '../../announcements/audience.ts';
import { recordAudit } from '../../audit/record-audit.ts';
import { lockSequence } from '../../platform/db/dialect.ts';
import { newId } from '../../platform/ids.ts';
import type { House } from '../../umlauf.ts';
import { insertMemberships, insertNestings, insertPeople, insertTeams } from '../directory-store.ts';
import { listIdsBySource } from '../directory-queries.ts';
import { demoOrganisation } from './organisation.ts';

const source = 'demo';

/** Writes what is missing of the demo organisation in one transaction. */
export async function seedOrganisation(
  house: House,
  count?: number,
): Promise<{ people: number; teams: number }> {
  const { people, teams } = demoOrganisation(count);
  const now = house.clock.now();
  await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const teamIds = await listIdsBySource(tx, 'teams', source);
    const newTeams = teams.filter(({ key }) => !teamIds.has(key)).map((team) => ({ ...team, id: newId() }));
    for (const { key, id } of newTeams) teamIds.set(key, id);
    const idOf = (key: string): string => {
      const id = teamIds.get(key);
      if (id === undefined) throw new Error(`the demo organisation names an unknown team ${key}`);
      return id;
    };
    await insertTeams(
      tx,
      newTeams.map(({ id, key, name }) => ({ id, name, source, sourceId: key })),
    );
    const nestings = newTeams.flatMap(({ id, parents }) =>
      parents.map((parent) => ({ parentId: idOf(parent), childId: id })),
    );
    await insertNestings(tx, nestings);

    const known = await listIdsBySource(tx, 'people', source);
    const newPeople = people
      .filter(({ login }) => !known.has(login))
      .map((person) => ({ ...person, id: newId() }));
    await insertPeople(
      tx,
      newPeople.map((person) => ({ ...person, source, sourceId: person.login })),
      now,
    );
    const memberships = newPeople.flatMap(({ id, teams: keys }) =>
      keys.map((key) => ({ teamId: idOf(key), personId: id })),
    );
    await insertMemberships(tx, memberships, now);
    await settleMemberships(
      tx,
      house,
      newPeople.map(({ id }) => id),
      now,
    );
    const details = { people: newPeople.length, teams: newTeams.length };
    await recordAudit(tx, { at: now, actorId: null, action: 'demo:seeded', subject: 'directory', details });
  });
  return { people: people.length, teams: teams.length };
}
