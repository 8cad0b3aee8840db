import { deactivatePerson } from '../directory/deactivate-person.ts';
import { findPersonByLogin, searchPeople } from '../directory/directory-queries.ts';
import type { Person } from '../directory/person.ts';
import { Refusal } from '../platform/refusal.ts';
import { listTeamsAround } from '../directory/team-queries.ts';
import { noWord, onlyWord, type Command } from './command.ts';

const page = 500;

export const listPeople: Command = async ({ db }, words, { json }, print) => {
  noWord(words);
  const people: Person[] = [];
  for (let after: string | undefined; ; after = people.at(-1)?.id) {
    const found = await searchPeople(db, { limit: page, after, among: 'everybody' });
    people.push(...found);
    if (found.length < page) break;
  }
  if (json === true) print(JSON.stringify(people));
  else for (const { login, name, department } of people) print(`${login}\t${name}\t${department}`);
  return 0;
};

export const showPerson: Command = async ({ db }, words, { json }, print) => {
  const person = await findPersonByLogin(db, onlyWord(words));
  if (!person) throw new Refusal('not-found', 'unknown-login', { params: { login: onlyWord(words) } });
  const teams = (await listTeamsAround(db, person.id)).map(({ name }) => name);
  if (json === true) print(JSON.stringify({ ...person, teams }));
  else
    print(
      [
        person.login,
        person.name,
        person.department,
        person.mail ?? '-',
        person.language,
        teams.join(', '),
      ].join('\n'),
    );
  return 0;
};

export const deactivate: Command = async (house, words) => {
  await deactivatePerson(house, null, onlyWord(words));
  return 0;
};
