import { createSignInLink } from '../sign-in/create-sign-in-link.ts';
import { noWord, WrongUsage, type Command } from './command.ts';

export const makeSignInLink: Command = async (house, words, { person: login }, print) => {
  noWord(words);
  if (login === undefined) throw new WrongUsage();
  print(await createSignInLink(house, null, login));
  return 0;
};
