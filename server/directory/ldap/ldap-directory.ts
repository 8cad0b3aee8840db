import type { House } from '../../umlauf.ts';
import type { Directory } from '../directory-clock.ts';
import type { LdapSettings } from './ldap-settings.ts';
import { lookUpPeople } from './look-up-people.ts';
import { readGroupVersions } from './read-group-versions.ts';
import { readRoster } from './read-roster.ts';

/** What people and teams of this directory are known by in `people.source`. */
export const ldapSource = 'ldap';

export const ldapDirectory = (
  settings: LdapSettings,
  { clock, log }: Pick<House, 'clock' | 'log'>,
): Directory => ({
  readRoster: () => readRoster(settings, { clock, log }),
  lookUpPeople: (sourceIds) => lookUpPeople(settings, clock, sourceIds),
  readGroupVersions: () => readGroupVersions(settings),
});
