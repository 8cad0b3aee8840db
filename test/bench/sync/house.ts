import { join } from 'node:path';
import { readConfig } from '../../../server/config.ts';
import { ldapDirectory, ldapSource } from '../../../server/directory/ldap/ldap-directory.ts';
import type { Roster } from '../../../server/directory/roster.ts';
import { synchroniseDirectory } from '../../../server/directory/synchronise-directory.ts';
import { openHouse } from '../../../server/open-house.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { createLog } from '../../../server/platform/log.ts';
import type { House } from '../../../server/umlauf.ts';
import type { Reached } from '../../support/ldap-settings.ts';
import type { Contents } from './directory.ts';

/** A house of this directory, with nothing of this machine's settings. */
export function openHouseOf(
  { url, caFile, base, bindDn, bindPassword }: Reached,
  file: string,
): Promise<House> {
  const config = readConfig({
    ...{ PORT: '0', DEMO: '0', DATA_DIR: join(file, '..'), DATABASE_URL: `sqlite:${file}` },
    ...{ LDAP_URL: url, LDAP_CA_FILE: caFile, LDAP_BASE_DN: base },
    ...{ LDAP_BIND_DN: bindDn, LDAP_BIND_PASSWORD: bindPassword },
  });
  return openHouse(config, systemClock, createLog('error', process.stderr));
}

/** A whole run, as the clock and the command line make it: what it came to, and what it has read. */
export async function synchroniseOnce(house: House): Promise<{ outcome: string; read: Contents }> {
  const { ldap, maxDropPercent } = house.config;
  if (!ldap) throw new Error('the house has no directory');
  const { readRoster } = ldapDirectory(ldap, house);
  const rosters: Roster[] = [];
  const readOnce = async () => {
    const roster = await readRoster();
    rosters.push(roster);
    return roster;
  };
  const { outcome } = await synchroniseDirectory(house, readOnce, { source: ldapSource, maxDropPercent });
  const [roster = { people: [], teams: [] }] = rosters;
  return { outcome, read: contentsOf(roster) };
}

const contentsOf = ({ people, teams }: Roster): Contents => ({
  people: people.length,
  groups: teams.length,
  members: teams.reduce((sum, { memberIds, childIds }) => sum + memberIds.length + childIds.length, 0),
});
