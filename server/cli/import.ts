import { readFile } from 'node:fs/promises';
import { applyRoster } from '../directory/apply-roster.ts';
import { fileSource, readRosterFile } from '../directory/roster-file.ts';
import { Refusal } from '../platform/refusal.ts';
import { onlyWord, type Command } from './command.ts';
import { printDifference } from './print-difference.ts';

/** People and teams from a file: it holds everybody, and who is in it no more has left. */
export const importFile: Command = async (house, words, _options, print) => {
  const file = onlyWord(words);
  const roster = readRosterFile(await readText(file));
  const { maxDropPercent } = house.config;
  const result = await applyRoster(house, roster, { source: fileSource, maxDropPercent });
  if (result.outcome === 'unchanged') print('Nothing has changed.');
  else printDifference(result.shown, print);
  if (result.outcome === 'waiting') throw new Refusal('conflict', 'held-back');
  return 0;
};

async function readText(file: string): Promise<string> {
  const unreadable = new Refusal('invalid', 'file-unreadable', { params: { file } });
  const bytes = await readFile(file).catch(() => {
    throw unreadable;
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable;
  }
}
