import { readFileSync } from 'node:fs';
import type { LdapSettings } from '../../server/directory/ldap/ldap-settings.ts';
import type { Slapd } from './slapd.ts';

/** What a client must know of a directory. */
export type Reached = Pick<Slapd, 'url' | 'caFile' | 'base' | 'bindDn' | 'bindPassword'>;

export function ldapSettings(directory: Reached, given: Partial<LdapSettings> = {}): LdapSettings {
  const { url, caFile, base, bindDn, bindPassword } = directory;
  return {
    ...{ url, bindDn, bindPassword, baseDn: base, startTls: false, ca: readFileSync(caFile, 'utf8') },
    ...{ peopleBases: [base], groupsBases: [base], peopleFilter: null, groupsFilter: null, schema: 'auto' },
    ...given,
  };
}
