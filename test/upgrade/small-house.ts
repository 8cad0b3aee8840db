import type { Config } from '../../server/config.ts';
import { demoPeople } from '../../server/directory/demo/demo-people.ts';
import { demoTeams } from '../../server/directory/demo/demo-teams.ts';
import {
  insertMemberships,
  insertNestings,
  insertPeople,
  insertTeams,
} from '../../server/directory/directory-store.ts';
import { openHouse } from '../../server/open-house.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { newId } from '../../server/platform/ids.ts';
import { createLog } from '../../server/platform/log.ts';

const source = 'demo';
const colleagues = ['m.aydogan', 'h.celik', 's.sahin', 'y.haddad', 'a.kaminska', 'l.bouazza'];
const logins = new Set(['anna', 'ben', 'clara', 'deniz', 'esther', ...colleagues]);

/** The cast and six colleagues of the demo organisation, so that the whole of it is not made. */
export async function seedSmallHouse(config: Config, clock: Clock): Promise<void> {
  const house = await openHouse(config, clock, createLog('warn'));
  const people = demoPeople.filter(({ login }) => logins.has(login)).map((one) => ({ ...one, id: newId() }));
  const needed = new Set(people.flatMap(({ teams }) => teams));
  for (const { key, parents } of demoTeams.toReversed())
    if (needed.has(key)) for (const parent of parents) needed.add(parent);
  const teams = demoTeams.filter(({ key }) => needed.has(key)).map((team) => ({ ...team, id: newId() }));
  const idOf = (key: string): string => teams.find((team) => team.key === key)?.id ?? '';
  await house.transaction(async (tx) => {
    await insertTeams(
      tx,
      teams.map(({ id, key, name }) => ({ id, name, source, sourceId: key })),
    );
    await insertNestings(
      tx,
      teams.flatMap(({ id, parents }) => parents.map((parent) => ({ parentId: idOf(parent), childId: id }))),
    );
    const sourced = people.map((person) => ({ ...person, source, sourceId: person.login }));
    await insertPeople(tx, sourced, clock.now());
    const memberships = people.flatMap(({ id, teams: keys }) =>
      keys.map((key) => ({ teamId: idOf(key), personId: id })),
    );
    await insertMemberships(tx, memberships, clock.now());
  });
  await house.database.close();
}
