import { findPersonByLogin } from '../directory/directory-queries.ts';
import type { Person } from '../directory/person.ts';
import { idPattern } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { createToken } from '../sign-in/create-token.ts';
import { revokeToken } from '../sign-in/revoke-token.ts';
import { listTokens } from '../sign-in/token-queries.ts';
import type { House } from '../umlauf.ts';
import { noWord, onlyWord, WrongUsage, type Command } from './command.ts';

export const createPersonalToken: Command = async (
  house,
  words,
  { person: login, name, scope = 'write' },
  print,
) => {
  noWord(words);
  if (scope !== 'read' && scope !== 'write') throw new WrongUsage();
  const person = await getPerson(house, login);
  const token = await createToken(house, null, { personId: person.id, name: name ?? 'umlauf', scope });
  print(token.secret);
  return 0;
};

export const listPersonalTokens: Command = async (house, words, { person: login, json }, print) => {
  noWord(words);
  const person = await getPerson(house, login);
  const tokens = await listTokens(house.db, person.id, house.clock.now());
  if (json === true) print(JSON.stringify(tokens));
  else for (const { id, scope, name } of tokens) print(`${id}\t${scope}\t${name}`);
  return 0;
};

async function getPerson({ db }: House, login: string | undefined): Promise<Person> {
  if (login === undefined) throw new WrongUsage();
  const person = await findPersonByLogin(db, login);
  if (!person) throw new Refusal('not-found', 'unknown-login', { params: { login } });
  return person;
}

export const revokePersonalToken: Command = async (house, words, _options, print) => {
  const id = onlyWord(words);
  if (!idPattern.test(id)) throw new Refusal('not-found');
  await revokeToken(house, null, id, null);
  print('The token is revoked.');
  return 0;
};
