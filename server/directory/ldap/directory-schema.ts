import {
  AndFilter,
  EqualityFilter,
  FilterParser,
  NotFilter,
  OrFilter,
  PresenceFilter,
  type Filter,
} from 'ldapts';
import { bytesOf, firstOf, type DirectoryEntry } from './directory-entry.ts';
import { guidBytes, guidOf } from './object-guid.ts';

// Filters are built, not written: the library turns \xx in a written one into a letter, and every byte from 80 on into two.
export const equals = (attribute: string, value: string | Buffer): Filter =>
  new EqualityFilter({ attribute, value });
export const anyOf = (...filters: Filter[]): Filter => new OrFilter({ filters });
export const allOfThese = (...filters: Filter[]): Filter => new AndFilter({ filters });
const parsed = (given: string | null): Filter[] => (given === null ? [] : [FilterParser.parseString(given)]);

/** How a kind of directory calls things. */
export type DirectorySchema = {
  idAttribute: string;
  idOf: (entry: DirectoryEntry) => string | null;
  idFilter: (sourceId: string) => Filter;
  loginAttribute: string;
  /** Narrowed, or told what a person is, by the setting. */
  peopleFilter: (given: string | null) => Filter;
  groupsFilter: (given: string | null) => Filter;
  memberAttributes: string[];
  ownerAttribute: string;
  /** Another value after every change of an entry. */
  versionAttribute: string;
};

const ad: DirectorySchema = {
  idAttribute: 'objectGUID',
  idOf: (entry) => {
    const bytes = bytesOf(entry, 'objectGUID');
    return bytes && guidOf(bytes);
  },
  idFilter: (sourceId) => equals('objectGUID', guidBytes(sourceId)),
  loginAttribute: 'sAMAccountName',
  // A computer is a user to Active Directory, and a contact a person.
  peopleFilter: (given) =>
    allOfThese(
      equals('objectCategory', 'person'),
      equals('objectClass', 'user'),
      new NotFilter({ filter: equals('objectClass', 'computer') }),
      ...parsed(given),
    ),
  groupsFilter: (given) => allOfThese(equals('objectClass', 'group'), ...parsed(given)),
  memberAttributes: ['member'],
  ownerAttribute: 'managedBy',
  versionAttribute: 'uSNChanged',
};

const rfc2307bis: DirectorySchema = {
  idAttribute: 'entryUUID',
  idOf: (entry) => firstOf(entry, 'entryUUID')?.toLowerCase() ?? null,
  idFilter: (sourceId) => equals('entryUUID', sourceId),
  loginAttribute: 'uid',
  peopleFilter: (given) =>
    allOfThese(
      ...(given === null ? [equals('objectClass', 'inetOrgPerson')] : parsed(given)),
      new PresenceFilter({ attribute: 'uid' }),
    ),
  groupsFilter: (given) =>
    allOfThese(
      ...(given === null
        ? [anyOf(equals('objectClass', 'groupOfNames'), equals('objectClass', 'groupOfUniqueNames'))]
        : parsed(given)),
    ),
  memberAttributes: ['member', 'uniqueMember'],
  ownerAttribute: 'owner',
  versionAttribute: 'entryCSN',
};

export const directorySchemas = { ad, rfc2307bis };
