import { noWord, type Command } from './command.ts';

/** Opening the house has migrated already. */
export const migrate: Command = (_house, words, _options, print) => {
  noWord(words);
  print('The database is up to date.');
  return Promise.resolve(0);
};
