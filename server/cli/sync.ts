import { describeDifference } from '../directory/describe-difference.ts';
import { examineRoster } from '../directory/examine-roster.ts';
import { ldapDirectory, ldapSource } from '../directory/ldap/ldap-directory.ts';
import { isNothing, objectTo } from '../directory/roster-difference.ts';
import { synchroniseDirectory } from '../directory/synchronise-directory.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { noWord, type Command } from './command.ts';
import { printDifference } from './print-difference.ts';

const unchanged = 'Nothing has changed.';

/** One run of the synchronisation now; with `--dry-run` what it would do, and nothing else. */
export const synchronise: Command = async (house, words, options, print) => {
  noWord(words);
  const { ldap, maxDropPercent } = house.config;
  if (!ldap) throw new Refusal('invalid', 'no-directory');
  const { readRoster } = ldapDirectory(ldap, house);
  if (options['dry-run'] === true) {
    await show(house, await readRoster(), print);
    return 0;
  }
  const result = await synchroniseDirectory(house, readRoster, { source: ldapSource, maxDropPercent });
  if (result.outcome === 'failed')
    throw new Refusal('unavailable', 'directory-unread', { params: { code: result.code } });
  if (result.outcome === 'unchanged') print(unchanged);
  else printDifference(result.shown, print);
  if (result.outcome === 'waiting') throw new Refusal('conflict', 'held-back');
  return 0;
};

type Given = Parameters<typeof examineRoster>[1];

async function show(house: House, roster: Given, print: (line: string) => void): Promise<void> {
  const { known, difference } = await examineRoster(house.db, roster, ldapSource);
  const objections = objectTo(difference, house.config.maxDropPercent);
  if (isNothing(difference)) print(unchanged);
  else printDifference(describeDifference(known, difference, objections), print);
  if (objections.length > 0) throw new Refusal('conflict', 'would-be-held-back');
}
