import type { Roster, RosterPerson, RosterTeam } from '../../server/directory/roster.ts';

export const rosterPerson = (sourceId: string, given: Partial<RosterPerson> = {}): RosterPerson => ({
  ...{ sourceId, login: `login-${sourceId}`, name: `Person ${sourceId}`, sortName: `${sourceId}, Person` },
  ...{ department: 'Halle', mail: null, language: null, mayEnter: true },
  ...given,
});

export const rosterTeam = (sourceId: string, given: Partial<RosterTeam> = {}): RosterTeam => ({
  ...{ sourceId, name: `Team ${sourceId}`, memberIds: [], childIds: [], ownerIds: [] },
  ...given,
});

/** `count` people with keys `prefix0`, `prefix1` …, all of one team `prefix`. */
export function smallCompany(prefix: string, count: number): Roster {
  const people = Array.from({ length: count }, (_, at) => rosterPerson(`${prefix}${at}`));
  const memberIds = people.map(({ sourceId }) => sourceId);
  return { people, teams: [rosterTeam(prefix, { memberIds })] };
}

/** The roster with some people or teams otherwise; `null` is one whom the directory has no more. */
export function changedRoster(
  roster: Roster,
  {
    people = {},
    teams = {},
  }: {
    people?: Record<string, Partial<RosterPerson> | null>;
    teams?: Record<string, Partial<RosterTeam> | null>;
  },
): Roster {
  const change = <T extends { sourceId: string }>(
    items: T[],
    changes: Record<string, Partial<T> | null>,
    make: (sourceId: string, given: Partial<T>) => T,
  ): T[] => {
    const kept = items
      .filter(({ sourceId }) => changes[sourceId] !== null)
      .map((item) => ({ ...item, ...changes[item.sourceId] }));
    const known = new Set(items.map(({ sourceId }) => sourceId));
    const added = Object.entries(changes).filter(
      ([sourceId, given]) => !known.has(sourceId) && given !== null,
    );
    return [...kept, ...added.map(([sourceId, given]) => make(sourceId, given ?? {}))];
  };
  return {
    people: change(roster.people, people, rosterPerson),
    teams: change(roster.teams, teams, rosterTeam),
  };
}
