import { findPersonByLogin, searchPeople } from '../directory/directory-queries.ts';
import type { Person } from '../directory/person.ts';
import type { House } from '../umlauf.ts';
import { readRoles } from './find-actor.ts';

const cast = ['anna', 'ben', 'clara', 'deniz', 'esther'];
const others = 12;

/** Whom to choose from at a demo sign-in: one for each part first, with their roles, then the first by name. */
export async function listDemoPeople(house: House): Promise<(Person & { roles: string[] })[]> {
  const people: (Person & { roles: string[] })[] = [];
  for (const login of cast) {
    const person = await findPersonByLogin(house.db, login);
    if (!person) continue;
    const roles = await readRoles(house, person.id);
    people.push({ ...person, roles: Object.keys(roles).filter((role) => roles[role as keyof typeof roles]) });
  }
  const rest = (await searchPeople(house.db, { limit: others })).filter(({ login }) => !cast.includes(login));
  return [...people, ...rest.map((person) => ({ ...person, roles: [] }))];
}
