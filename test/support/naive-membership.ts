import type { Roster } from '../../server/directory/roster.ts';

/** Whom a group holds, by what was written into the directory: followed along every path that does not turn back. */
export function naiveMembers(groups: Record<string, string[]>, name: string, path: string[] = []): string[] {
  const found = new Set<string>();
  for (const member of groups[name] ?? []) {
    if (path.includes(member) || member === name) continue;
    if (member in groups) for (const one of naiveMembers(groups, member, [...path, name])) found.add(one);
    else found.add(member);
  }
  return [...found].sort();
}

/** Whom a team holds by the roster, as logins. */
export function rosterMembers({ people, teams }: Roster, name: string): string[] {
  const byId = new Map(teams.map((team) => [team.sourceId, team]));
  const logins = new Map(people.map((person) => [person.sourceId, person.login]));
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const member of byId.get(id)?.memberIds ?? []) found.add(logins.get(member) ?? `nobody: ${member}`);
    for (const child of byId.get(id)?.childIds ?? []) open(child);
  };
  for (const team of teams) if (team.name === name) open(team.sourceId);
  return [...found].sort();
}
