import { growDemo } from '../seed-demo.ts';
import { noWord, WrongUsage, type Command } from './command.ts';

const mostPeople = 200_000;

export const makeDemo: Command = async (house, words, { people }, print) => {
  noWord(words);
  const count = people === undefined ? undefined : Number(people);
  if (count !== undefined && (!Number.isInteger(count) || count < 1 || count > mostPeople))
    throw new WrongUsage();
  const made = await growDemo(house, count);
  print(`${made.people} people in ${made.teams} teams`);
  return 0;
};
