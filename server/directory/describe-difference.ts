import type { KnownRoster } from './compare-roster.ts';
import type { Leaver, Objection, RosterDifference } from './roster-difference.ts';

type Named = { name: string; login: string; department: string };

/** A difference as a person looks at it: names instead of keys. */
export type ShownDifference = {
  objections: Objection[];
  leavers: Omit<Leaver, 'sourceId'>[];
  newcomers: Named[];
  returners: Named[];
  changed: Named[];
  newTeams: string[];
  changedTeams: string[];
  goneTeams: string[];
  /** Teams in which somebody comes or goes; who goes, with nested teams resolved. */
  teams: { name: string; of: number; lost: string[]; joins: string[] }[];
};

export function describeDifference(
  known: KnownRoster,
  difference: RosterDifference,
  objections: Objection[],
): ShownDifference {
  const { newcomers, returners, changed, newTeams, changedTeams, goneTeams } = difference;
  const names = new Map(
    [...known.people, ...newcomers, ...returners, ...changed].map(({ sourceId, name }) => [sourceId, name]),
  );
  const teamNames = new Map(
    [...known.teams, ...newTeams, ...changedTeams].map(({ sourceId, name }) => [sourceId, name]),
  );
  const nameOf = (sourceId: string) => names.get(sourceId) ?? sourceId;
  const teams = new Map<string, ShownDifference['teams'][number]>();
  const teamOf = (key: string, of: number) => {
    const team = teams.get(key) ?? { name: teamNames.get(key) ?? key, of, lost: [], joins: [] };
    teams.set(key, team);
    return team;
  };
  for (const { team, of, lost } of difference.losses) teamOf(team, of).lost.push(...lost.map(nameOf));
  for (const { team, member } of difference.joins) teamOf(team, 0).joins.push(nameOf(member));
  return {
    objections,
    leavers: difference.leavers.map((leaver) => ({ ...named(leaver), why: leaver.why })),
    newcomers: newcomers.map(named),
    returners: returners.map(named),
    changed: changed.map(named),
    newTeams: newTeams.map(({ name }) => name),
    changedTeams: changedTeams.map(({ name }) => name),
    goneTeams: goneTeams.map(({ name }) => name),
    teams: [...teams.values()],
  };
}

const named = ({ name, login, department }: Named): Named => ({ name, login, department });
