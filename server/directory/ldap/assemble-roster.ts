import type { Roster, RosterPerson, RosterTeam } from '../roster.ts';
import { allOf, bytesOf, firstOf, type DirectoryEntry } from './directory-entry.ts';
import { DirectoryFault } from './directory-fault.ts';
import type { DirectorySchema } from './directory-schema.ts';
import { createDnReader, type normaliseDn } from './dn.ts';
import { readPerson } from './read-person.ts';

type DirectoryParts = {
  people: DirectoryEntry[];
  /** The groups that are teams here, and all others, which are only passed through. */
  teams: DirectoryEntry[];
  groups: DirectoryEntry[];
};

type Normalise = typeof normaliseDn;
type Group = { id: string; members: string[]; isTeam: boolean };

/** Puts together who stands where. What a group names that is neither a person nor a group here is passed over. */
export function assembleRoster(parts: DirectoryParts, schema: DirectorySchema, now: number): Roster {
  const normalise = createDnReader();
  const people = new Map<string, RosterPerson>();
  for (const entry of parts.people) {
    const person = readPerson(entry, idOf(entry, schema), schema, now);
    if (person) setOnce(people, keyOf(entry, normalise), person);
  }
  const groups = new Map<string, Group>();
  const primary = primaryMembers(parts, normalise);
  const teamIds = new Set(parts.teams.map((entry) => idOf(entry, schema)));
  for (const entry of byId([...parts.teams, ...parts.groups], schema).values()) {
    const id = idOf(entry, schema);
    const members = schema.memberAttributes.flatMap((attribute) => namesIn(entry, attribute, normalise));
    setOnce(groups, keyOf(entry, normalise), {
      id,
      isTeam: teamIds.has(id),
      members: [...members, ...primary(entry)],
    });
  }
  const teams = [...byId(parts.teams, schema).values()].map((entry): RosterTeam => {
    const dn = keyOf(entry, normalise);
    const { memberIds, childIds } = resolve(groups.get(dn)?.members ?? [], dn, people, groups, false);
    const owners = resolve(namesIn(entry, schema.ownerAttribute, normalise), null, people, groups, true);
    const sourceId = idOf(entry, schema);
    return {
      ...{ sourceId, name: firstOf(entry, 'cn') ?? sourceId, dn },
      ...{ memberIds, childIds, ownerIds: owners.memberIds },
    };
  });
  return { people: [...people.values()], teams };
}

/** Breadth first; a group that was seen is not opened again, however it is reached. */
function resolve(
  names: string[],
  self: string | null,
  people: Map<string, RosterPerson>,
  groups: Map<string, Group>,
  opensTeams: boolean,
): { memberIds: string[]; childIds: string[] } {
  const memberIds = new Set<string>();
  const childIds = new Set<string>();
  const queue = [...new Set(names)].filter((name) => name !== self);
  const seen = new Set([...queue, self]);
  for (let at = 0; at < queue.length; at++) {
    const name = queue[at] ?? '';
    const person = people.get(name);
    const group = groups.get(name);
    if (person) memberIds.add(person.sourceId);
    else if (group?.isTeam && !opensTeams) childIds.add(group.id);
    else
      for (const member of group?.members ?? [])
        if (!seen.has(member)) {
          seen.add(member);
          queue.push(member);
        }
  }
  return { memberIds: [...memberIds], childIds: [...childIds] };
}

/** On Active Directory everyone stands in one group that names none of them: the person names it. */
function primaryMembers(
  { people }: DirectoryParts,
  normalise: Normalise,
): (group: DirectoryEntry) => string[] {
  const bySid = new Map<string, string[]>();
  for (const entry of people) {
    const [sid, rid] = [bytesOf(entry, 'objectSid'), Number(firstOf(entry, 'primaryGroupID') ?? 0)];
    if (!sid || sid.length < 12 || rid === 0) continue;
    const ending = Buffer.alloc(4);
    ending.writeUInt32LE(rid);
    const groupSid = Buffer.concat([sid.subarray(0, -4), ending]).toString('hex');
    const members = bySid.get(groupSid);
    if (members) members.push(keyOf(entry, normalise));
    else bySid.set(groupSid, [keyOf(entry, normalise)]);
  }
  return (group) => bySid.get(bytesOf(group, 'objectSid')?.toString('hex') ?? '') ?? [];
}

// A name with an optional bit string after it is of the syntax of uniqueMember.
const namesIn = (entry: DirectoryEntry, attribute: string, normalise: Normalise): string[] =>
  allOf(entry, attribute).flatMap((dn) => normalise(dn.replace(/#'[01]*'B$/, '')) ?? []);

function keyOf(entry: DirectoryEntry, normalise: Normalise): string {
  const key = normalise(entry.dn);
  if (key === null) throw new DirectoryFault('incomplete', 'an entry has a name that cannot be read');
  return key;
}

function idOf(entry: DirectoryEntry, schema: DirectorySchema): string {
  const id = schema.idOf(entry);
  if (id === null)
    throw new DirectoryFault('incomplete', `an entry comes without ${schema.idAttribute}: may it be read?`);
  return id;
}

/** Bases that overlap bring the same entry twice. */
const byId = (entries: DirectoryEntry[], schema: DirectorySchema): Map<string, DirectoryEntry> =>
  new Map(entries.map((entry) => [idOf(entry, schema), entry]));

function setOnce<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.has(key)) throw new DirectoryFault('incomplete', 'two entries have the same name');
  map.set(key, value);
}
