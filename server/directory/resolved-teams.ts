import type { Link } from './roster-difference.ts';

/** The teams of everybody, those around them included; cycles and diamonds are no harm. */
export function resolveTeams(memberships: Link[], nestings: Link[]): Map<string, Set<string>> {
  const parents = new Map<string, string[]>();
  for (const { team, member } of nestings) {
    const known = parents.get(member);
    if (known) known.push(team);
    else parents.set(member, [team]);
  }
  const around = new Map<string, Set<string>>();
  const teamsAround = (team: string): Set<string> => {
    const known = around.get(team);
    if (known) return known;
    const found = new Set([team]);
    // A set that grows while it is walked through: what is added comes up in its turn.
    for (const next of found) for (const parent of parents.get(next) ?? []) found.add(parent);
    around.set(team, found);
    return found;
  };
  const resolved = new Map<string, Set<string>>();
  for (const { team, member } of memberships) {
    const teams = resolved.get(member) ?? new Set();
    for (const one of teamsAround(team)) teams.add(one);
    resolved.set(member, teams);
  }
  return resolved;
}
