import type { Transaction } from '../../platform/db/database.ts';
import type { House } from '../../umlauf.ts';
import { isNothing, type RosterDifference } from '../roster-difference.ts';
import { writeDifference, type Concerned } from '../write-difference.ts';
import { keepScimRun } from './keep-scim-run.ts';
import { listInside, listPresent, readKnownTeams } from './known-part-queries.ts';
import { scimSource as source } from './scim-person.ts';

/** What becomes of one group, members by the ids of the IdP. */
export type GroupStep = {
  id: string;
  fate: 'new' | 'renamed' | 'gone' | 'kept';
  name: string;
  people: { added: string[]; removed: string[] };
  /** Groups inside it; and, when it goes, those that it stood in. */
  groups: { added: string[]; removed: string[] };
  around: string[];
};

const nothing: RosterDifference = {
  ...{ newcomers: [], returners: [], changed: [], leavers: [], closedThereToo: [] },
  ...{ newTeams: [], changedTeams: [], goneTeams: [], joins: [], leaves: [], nested: [], unnested: [] },
  ...{ owned: [], disowned: [], moved: [], losses: [] },
  ...{ before: { people: 0, teams: 0 }, after: { people: 0, teams: 0 } },
};

/**
 * Makes one team what the IdP says of a group, as any directory does: obligations, roles and those who are connected
 * follow. Only people with access stand in teams. Inside the caller's transaction, which holds the `audienceLock`.
 */
export async function followGroup(house: House, tx: Transaction, step: GroupStep): Promise<void> {
  const { id, fate, name, people, groups, around } = step;
  const now = house.clock.now();
  const [joining, leaving] = [await listPresent(tx, people.added), await listPresent(tx, people.removed)];
  const turned = [...groups.added, ...groups.removed];
  const inside = await listInside(tx, fate === 'renamed' || fate === 'gone' ? [id, ...turned] : turned);
  const concerned: Concerned = {
    people: onlyOnce([...joining, ...leaving, ...inside]),
    teams: await readKnownTeams(tx, [id, ...turned, ...around]),
  };
  const link = (member: string) => ({ team: id, member });
  const team = { sourceId: id, name, dn: null };
  const difference: RosterDifference = {
    ...nothing,
    newTeams: fate === 'new' ? [team] : [],
    changedTeams: fate === 'renamed' ? [team] : [],
    goneTeams: fate === 'gone' ? [team] : [],
    joins: joining.map(({ sourceId }) => link(sourceId)),
    leaves: leaving.map(({ sourceId }) => link(sourceId)),
    nested: groups.added.map(link),
    unnested: [...groups.removed.map(link), ...around.map((outer) => ({ team: outer, member: id }))],
    moved: concerned.people.map(({ sourceId }) => sourceId),
  };
  if (isNothing(difference)) return;
  await writeDifference(house, tx, concerned, difference, { source, actorId: null, now, seenAt: now });
  await keepScimRun(tx, difference, now);
}

const onlyOnce = (people: Concerned['people']): Concerned['people'] => [
  ...new Map(people.map((person) => [person.sourceId, person])).values(),
];
