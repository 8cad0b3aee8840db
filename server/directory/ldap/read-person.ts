import { languageOf } from '../language-of.ts';
import type { RosterPerson } from '../roster.ts';
import { closedBecause } from './access-period.ts';
import { firstOf, type DirectoryEntry } from './directory-entry.ts';
import type { DirectorySchema } from './directory-schema.ts';

export const personAttributes = [
  ...['cn', 'displayName', 'sn', 'givenName', 'mail', 'preferredLanguage'],
  ...['department', 'departmentNumber', 'ou', 'userAccountControl', 'accountExpires', 'shadowExpire'],
  ...['pwdAccountLockedTime', 'nsAccountLock', 'primaryGroupID', 'objectSid'],
];

/** null: nobody who could sign in, for want of a login. */
export function readPerson(
  entry: DirectoryEntry,
  sourceId: string,
  { loginAttribute }: DirectorySchema,
  now: number,
): RosterPerson | null {
  const login = firstOf(entry, loginAttribute);
  if (login === null) return null;
  const name = firstOf(entry, 'displayName', 'cn') ?? login;
  const [family, given] = [firstOf(entry, 'sn'), firstOf(entry, 'givenName')];
  return {
    ...{ sourceId, login, name },
    sortName: family === null ? name : [family, given].filter(Boolean).join(', '),
    department: firstOf(entry, 'department', 'departmentNumber', 'ou') ?? '',
    mail: firstOf(entry, 'mail'),
    language: languageOf(firstOf(entry, 'preferredLanguage') ?? ''),
    mayEnter: closedBecause(entry, now) === null,
  };
}
