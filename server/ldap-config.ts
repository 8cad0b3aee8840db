import type { LdapSettings } from './directory/ldap/ldap-settings.ts';
import { readAuthority } from './given-file.ts';
import { SettingFault } from './setting-fault.ts';
import type { Settings } from './settings.ts';

export type LdapConfig = LdapSettings & {
  /** How often those who are signed in are looked up, and how often everyone is. */
  watchMs: number;
  syncMs: number;
};

const needed = ['LDAP_BIND_DN', 'LDAP_BIND_PASSWORD', 'LDAP_BASE_DN'] as const;
const seconds = 1000;

/** null when no directory is set; half of one stops the start. */
export function readLdap(given: Settings): LdapConfig | null {
  const {
    LDAP_URL: url,
    LDAP_BIND_DN: bindDn,
    LDAP_BIND_PASSWORD: bindPassword,
    LDAP_BASE_DN: baseDn,
  } = given;
  if (url === undefined) return null;
  if (bindDn === undefined || bindPassword === undefined || baseDn === undefined)
    throw new SettingFault(
      `LDAP_URL is set, but ${String(needed.find((name) => given[name] === undefined))} is missing.`,
    );
  if (url.startsWith('ldaps:') === given.LDAP_STARTTLS)
    throw new SettingFault('LDAP_URL must begin with ldaps://, or with ldap:// and LDAP_STARTTLS=1.');
  return {
    ...{ url, bindDn, bindPassword, baseDn, startTls: given.LDAP_STARTTLS },
    ca: given.LDAP_CA_FILE === undefined ? null : readAuthority('LDAP_CA_FILE', given.LDAP_CA_FILE),
    peopleBases: given.LDAP_PEOPLE_BASE ?? [baseDn],
    groupsBases: given.LDAP_GROUPS_BASE ?? [baseDn],
    peopleFilter: given.LDAP_PEOPLE_FILTER ?? null,
    groupsFilter: given.LDAP_GROUPS_FILTER ?? null,
    schema: given.LDAP_SCHEMA,
    watchMs: given.LDAP_WATCH_SECONDS * seconds,
    syncMs: given.LDAP_SYNC_SECONDS * seconds,
  };
}
