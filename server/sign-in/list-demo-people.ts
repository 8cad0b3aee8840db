import { findPersonByLogin, searchPeople } from '../directory/directory-queries.ts';
import type { Person } from '../directory/person.ts';
import type { House } from '../umlauf.ts';
import { readRoles } from './find-actor.ts';

type DemoPeople = { kind: 'cast' | 'others' | 'found'; people: (Person & { roles: string[] })[] };

const cast = ['anna', 'ben', 'clara', 'deniz', 'esther'];
const shown = 12;

const withoutRoles = (people: Person[]) => people.map((person) => ({ ...person, roles: [] }));

/** Whom to choose from at a demo sign-in: one for each part, with their roles, then the first by name; or those found. */
export async function listDemoPeople(house: House, q: string): Promise<DemoPeople[]> {
  const byName = await searchPeople(house.db, { q, limit: shown, among: 'everybody' });
  if (q !== '') return byName.length > 0 ? [{ kind: 'found', people: withoutRoles(byName) }] : [];
  const others = byName.filter(({ login }) => !cast.includes(login));
  return [
    { kind: 'cast', people: await findCast(house) },
    { kind: 'others', people: withoutRoles(others) },
  ];
}

async function findCast(house: House): Promise<DemoPeople['people']> {
  const people: DemoPeople['people'] = [];
  for (const login of cast) {
    const person = await findPersonByLogin(house.db, login);
    if (!person) continue;
    const roles = await readRoles(house, person.id);
    people.push({ ...person, roles: Object.keys(roles).filter((role) => roles[role as keyof typeof roles]) });
  }
  return people;
}
