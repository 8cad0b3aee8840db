import { languageOf } from '../language-of.ts';
import type { RosterPerson } from '../roster.ts';

/** What people and teams that an IdP pushes are known by in `people.source`. */
export const scimSource = 'scim';

/** What is kept of a SCIM User (RFC 7643 section 4.1); everything else that an IdP says is passed over. */
export type ScimPerson = {
  userName: string;
  externalId: string | null;
  displayName: string | null;
  formattedName: string | null;
  familyName: string | null;
  givenName: string | null;
  department: string | null;
  mail: string | null;
  preferredLanguage: string | null;
  active: boolean;
};

export function toRosterPerson(person: ScimPerson, sourceId: string): RosterPerson {
  const { userName, familyName, givenName } = person;
  const parts = [givenName, familyName].filter(Boolean);
  const name = person.displayName ?? person.formattedName ?? (parts.join(' ') || userName);
  return {
    ...{ sourceId, login: userName, name, mail: person.mail },
    sortName: familyName === null ? name : [familyName, givenName].filter(Boolean).join(', '),
    department: person.department ?? '',
    language: languageOf(person.preferredLanguage ?? ''),
    mayEnter: person.active,
  };
}

/**
 * An IdP that finds somebody new by the user name of a leaver takes the leaver's record over: by its other external id
 * it is another human being, who must not get the leaver's account.
 */
export const isSomebodyElse = (before: ScimPerson, next: ScimPerson): boolean =>
  !before.active && ![before.externalId, null].includes(next.externalId) && before.externalId !== null;

/** User names and names of groups are the same in either case (RFC 7643 section 2.2, `caseExact`). */
export const caseless = (name: string): string => name.toLowerCase();
