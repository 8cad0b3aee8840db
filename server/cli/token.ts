import { findPersonByLogin } from '../directory/directory-queries.ts';
import { idPattern } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { createToken } from '../sign-in/create-token.ts';
import { revokeToken } from '../sign-in/revoke-token.ts';
import { noWord, onlyWord, WrongUsage, type Command } from './command.ts';

export const createPersonalToken: Command = async (
  house,
  words,
  { person: login, name, scope = 'write' },
  print,
) => {
  noWord(words);
  if (login === undefined || (scope !== 'read' && scope !== 'write')) throw new WrongUsage();
  const person = await findPersonByLogin(house.db, login);
  if (!person) throw new Refusal('not-found', 'unknown-login', { params: { login } });
  const token = await createToken(house, null, { personId: person.id, name: name ?? 'umlauf', scope });
  print(token.secret);
  return 0;
};

export const revokePersonalToken: Command = async (house, words, _options, print) => {
  const id = onlyWord(words);
  if (!idPattern.test(id)) throw new Refusal('not-found');
  await revokeToken(house, null, id, null);
  print('The token is revoked.');
  return 0;
};
