import type { Filter } from 'ldapts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Roster } from '../roster.ts';
import { assembleRoster } from './assemble-roster.ts';
import { allOf, type DirectoryEntry } from './directory-entry.ts';
import { DirectoryFault } from './directory-fault.ts';
import { allOfThese, directorySchemas, type DirectorySchema } from './directory-schema.ts';
import type { LdapSettings } from './ldap-settings.ts';
import { anything, withDirectory, type OpenDirectory, type Patience } from './open-directory.ts';
import { completeRanges } from './ranged-values.ts';
import { personAttributes } from './read-person.ts';

const activeDirectory = '1.2.840.113556.1.4.800';

/** Everyone and every team, or a DirectoryFault; never a part. */
export function readRoster(
  settings: LdapSettings,
  { clock, log }: { clock: Clock; log: Log },
  patience?: Patience,
): Promise<Roster> {
  return withDirectory(
    settings,
    async (directory) => {
      const schema = await findSchema(directory, settings);
      const people = await findPeople(directory, settings, schema);
      const teams = await findGroups(directory, settings.groupsBases, settings.groupsFilter, schema);
      // What lies between teams and people may stand anywhere below the base.
      const isWhole = settings.groupsFilter === null && settings.groupsBases.includes(settings.baseDn);
      const groups = isWhole ? [] : await findGroups(directory, [settings.baseDn], null, schema);
      const roster = assembleRoster({ people, teams, groups }, schema, clock.now());
      if (roster.people.length === 0) throw new DirectoryFault('empty', 'the directory shows not one person');
      const withoutLogin = people.length - roster.people.length;
      if (withoutLogin > 0) log.info({ withoutLogin }, 'entries of the directory were passed over');
      return roster;
    },
    patience,
  );
}

/** By the server's own word, unless it is set. */
export async function findSchema(directory: OpenDirectory, settings: LdapSettings): Promise<DirectorySchema> {
  if (settings.schema !== 'auto') return directorySchemas[settings.schema];
  const [root] = await directory.search({
    ...{ base: '', scope: 'base', filter: anything, attributes: ['supportedCapabilities'] },
  });
  const isAd = root !== undefined && allOf(root, 'supportedCapabilities').includes(activeDirectory);
  return directorySchemas[isAd ? 'ad' : 'rfc2307bis'];
}

/** People by a further condition, or all of them; each once, although bases may overlap. */
export async function findPeople(
  directory: OpenDirectory,
  { peopleBases, peopleFilter }: LdapSettings,
  schema: DirectorySchema,
  condition: Filter | null = null,
): Promise<DirectoryEntry[]> {
  const { idAttribute, loginAttribute } = schema;
  const wanted = schema.peopleFilter(peopleFilter);
  const filter = condition ? allOfThese(wanted, condition) : wanted;
  const attributes = [idAttribute, loginAttribute, ...personAttributes];
  return distinct(directory, peopleBases, { filter, attributes }, schema);
}

async function findGroups(
  directory: OpenDirectory,
  bases: string[],
  given: string | null,
  schema: DirectorySchema,
): Promise<DirectoryEntry[]> {
  const filter = schema.groupsFilter(given);
  const { idAttribute, memberAttributes, ownerAttribute } = schema;
  const attributes = ['cn', 'objectSid', idAttribute, ...memberAttributes, ownerAttribute];
  const groups = await distinct(directory, bases, { filter, attributes }, schema);
  await completeRanges(directory, groups);
  return groups;
}

async function distinct(
  directory: OpenDirectory,
  bases: string[],
  wanted: { filter: Filter; attributes: string[] },
  schema: DirectorySchema,
): Promise<DirectoryEntry[]> {
  const found = new Map<string, DirectoryEntry>();
  for (const base of bases)
    for (const entry of await directory.search({ base, scope: 'sub', ...wanted }))
      found.set(schema.idOf(entry) ?? entry.dn, entry);
  return [...found.values()];
}
