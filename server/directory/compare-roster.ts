import type { Roster, RosterPerson } from './roster.ts';
import { resolveTeams } from './resolved-teams.ts';
import type { Leaver, Link, RosterDifference, TeamLoss } from './roster-difference.ts';

export type KnownPerson = Omit<RosterPerson, 'mayEnter' | 'language'> & {
  id: string;
  language: string;
  leftHow: 'directory' | 'operator' | null;
};

/** What this source has brought in so far. Links speak of teams and people by the directory's keys. */
export type KnownRoster = {
  people: KnownPerson[];
  teams: { id: string; sourceId: string; name: string; dn: string | null; isGone: boolean }[];
  memberships: Link[];
  nestings: Link[];
  owners: Link[];
};

const byKey = <T extends { sourceId: string }>(items: T[]): T[] =>
  items.toSorted((a, b) => (a.sourceId < b.sourceId ? -1 : 1));

/** Compares what a directory says with what is known of it, by keys that never change there. */
export function compareRoster(known: KnownRoster, roster: Roster): RosterDifference {
  const people = comparePeople(known.people, roster.people);
  const wanted = wantedLinks(roster, people.entering);
  const present = new Set(known.people.filter(({ leftHow }) => leftHow === null).map((one) => one.sourceId));
  const gone = new Set(people.leavers.map(({ sourceId }) => sourceId));
  const teams = compareTeams(known.teams, roster.teams);
  const memberships = compareLinks(known.memberships, wanted.memberships);
  const nestings = compareLinks(known.nestings, wanted.nestings);
  const owners = compareLinks(known.owners, wanted.owners);
  const { entering, ...peopleChanges } = people;
  const moves = [memberships, nestings].some(({ added, removed }) => added.length + removed.length > 0);
  // Most runs find nothing new: then everybody stands where he stood, and nobody has to be looked for.
  const change =
    moves || teams.changedTeams.length > 0
      ? {
          before: resolveTeams(known.memberships, known.nestings),
          after: resolveTeams(wanted.memberships, wanted.nestings),
        }
      : { before: new Map<string, Set<string>>(), after: new Map<string, Set<string>>() };
  return {
    ...peopleChanges,
    ...teams,
    joins: memberships.added,
    // Leavers leave their teams on leaving.
    leaves: memberships.removed.filter(({ member }) => !gone.has(member)),
    nested: nestings.added,
    unnested: nestings.removed,
    owned: owners.added,
    disowned: owners.removed,
    moved: listMoved(change, new Set(teams.changedTeams.map(({ sourceId }) => sourceId))).filter(
      (person) => !gone.has(person),
    ),
    losses: listLosses(change, new Map(known.teams.map(({ sourceId, name }) => [sourceId, name]))),
    before: { people: present.size, teams: known.teams.filter(({ isGone }) => !isGone).length },
    after: { people: entering.size, teams: new Set(roster.teams.map(({ sourceId }) => sourceId)).size },
  };
}

type PeopleChange = Pick<
  RosterDifference,
  'newcomers' | 'returners' | 'changed' | 'leavers' | 'closedThereToo'
>;

function comparePeople(
  known: KnownPerson[],
  people: RosterPerson[],
): PeopleChange & { entering: Set<string> } {
  const said = new Map(people.map((person) => [person.sourceId, person]));
  const change: PeopleChange = { newcomers: [], returners: [], changed: [], leavers: [], closedThereToo: [] };
  const entering = new Set<string>();
  for (const person of known) {
    const now = said.get(person.sourceId);
    said.delete(person.sourceId);
    const mayEnter = now?.mayEnter === true;
    if (person.leftHow === 'operator' && !mayEnter) change.closedThereToo.push(person.sourceId);
    if (person.leftHow === null && !mayEnter) change.leavers.push(leaverOf(person, now));
    if (!now || !mayEnter || person.leftHow === 'operator') continue;
    entering.add(person.sourceId);
    if (person.leftHow === 'directory') change.returners.push(now);
    else if (isOther(person, now)) change.changed.push(now);
  }
  const newcomers = [...said.values()].filter(({ mayEnter }) => mayEnter);
  for (const { sourceId } of newcomers) entering.add(sourceId);
  return {
    newcomers: byKey(newcomers),
    returners: byKey(change.returners),
    changed: byKey(change.changed),
    leavers: byKey(change.leavers),
    closedThereToo: change.closedThereToo.toSorted(),
    entering,
  };
}

const leaverOf = (
  { sourceId, login, name, department }: KnownPerson,
  now: RosterPerson | undefined,
): Leaver => ({
  ...{ sourceId, login, name, department },
  why: now ? 'closed' : 'missing',
});

const attributes = ['login', 'name', 'sortName', 'department', 'mail'] as const;

const isOther = (person: KnownPerson, now: RosterPerson): boolean =>
  attributes.some((attribute) => person[attribute] !== now[attribute]) ||
  (now.language !== null && now.language !== person.language);

function compareTeams(
  known: KnownRoster['teams'],
  teams: Roster['teams'],
): Pick<RosterDifference, 'newTeams' | 'changedTeams' | 'goneTeams'> {
  const said = new Map(teams.map(({ sourceId, name, dn = null }) => [sourceId, { sourceId, name, dn }]));
  const changedTeams: RosterDifference['changedTeams'] = [];
  const goneTeams: { sourceId: string; name: string }[] = [];
  for (const { sourceId, name, dn, isGone } of byKey(known)) {
    const now = said.get(sourceId);
    said.delete(sourceId);
    if (!now && !isGone) goneTeams.push({ sourceId, name });
    if (now && (isGone || now.name !== name || now.dn !== dn)) changedTeams.push(now);
  }
  return { newTeams: byKey([...said.values()]), changedTeams, goneTeams };
}

/** Only people who enter stand in teams, and only teams that the directory tells of stand in each other. */
function wantedLinks({ teams }: Roster, entering: Set<string>) {
  const told = new Set(teams.map(({ sourceId }) => sourceId));
  const links = (members: (team: Roster['teams'][number]) => string[], is: Set<string>): Link[] =>
    teams.flatMap((team) =>
      [...new Set(members(team))]
        .filter((member) => is.has(member))
        .map((member) => ({ team: team.sourceId, member })),
    );
  return {
    memberships: links(({ memberIds }) => memberIds, entering),
    nestings: links(({ childIds }) => childIds, told),
    owners: links(({ ownerIds }) => ownerIds, entering),
  };
}

const keyOf = ({ team, member }: Link): string => JSON.stringify([team, member]);
/** The same for equal links alone, and quicker for all of a company; it keeps no order. */
const tokenOf = ({ team, member }: Link): string => `${team.length} ${team}${member}`;

function compareLinks(known: Link[], wanted: Link[]): { added: Link[]; removed: Link[] } {
  const left = new Map(known.map((link) => [tokenOf(link), link]));
  const added = wanted.filter((link) => !left.delete(tokenOf(link)));
  const inOrder = (links: Link[]) => links.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { added: inOrder(added), removed: inOrder([...left.values()]) };
}

type TeamsOfAll = Map<string, Set<string>>;
const none: ReadonlySet<string> = new Set<string>();

function listMoved(
  { before, after }: Record<'before' | 'after', TeamsOfAll>,
  renamed: Set<string>,
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((person) => {
      const [had, has] = [before.get(person) ?? none, after.get(person) ?? none];
      return (
        had.size !== has.size ||
        [...has].some((team) => !had.has(team)) ||
        (renamed.size > 0 && [...has].some((team) => renamed.has(team)))
      );
    })
    .toSorted();
}

function listLosses(
  { before, after }: Record<'before' | 'after', TeamsOfAll>,
  names: Map<string, string>,
): TeamLoss[] {
  const losses = new Map<string, TeamLoss>();
  for (const [person, teams] of before) {
    const has = after.get(person) ?? none;
    for (const team of teams) {
      const loss = losses.get(team) ?? { team, name: names.get(team) ?? '', of: 0, lost: [] };
      losses.set(team, loss);
      loss.of += 1;
      if (!has.has(team)) loss.lost.push(person);
    }
  }
  return [...losses.values()]
    .filter(({ lost }) => lost.length > 0)
    .map((loss) => ({ ...loss, lost: loss.lost.toSorted() }))
    .toSorted((a, b) => (a.team < b.team ? -1 : 1));
}
