/** How the directory is reached and which part of it is read. */
export type LdapSettings = {
  url: string;
  startTls: boolean;
  /** The authority that signed the server's certificate, in PEM; null: those that Node trusts. */
  ca: string | null;
  bindDn: string;
  bindPassword: string;
  baseDn: string;
  /** Where people and teams are looked for; the whole base unless it is said. */
  peopleBases: string[];
  groupsBases: string[];
  peopleFilter: string | null;
  groupsFilter: string | null;
  schema: 'ad' | 'rfc2307bis' | 'auto';
};
