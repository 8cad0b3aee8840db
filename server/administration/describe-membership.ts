import type { Ways } from '../directory/membership-ways.ts';
import type { TeamInSight } from './team-queries.ts';

const mostWays = 3;

type NamedTeam = { id: string; name: string };

/** The ways into a team, by name: as many as one can look at, and how many more there are. */
export function describeWays(
  { isDirect, through }: Ways,
  names: Map<string, string>,
): { isDirect: boolean; through: NamedTeam[][]; more: number } {
  const name = (id: string): NamedTeam => ({ id, name: names.get(id) ?? id });
  const wordsOf = (way: NamedTeam[]): string => way.map((team) => team.name).join('\n');
  const ways = through.map((way) => way.map(name));
  return {
    isDirect,
    through: ways.toSorted((a, b) => (wordsOf(a) < wordsOf(b) ? -1 : 1)).slice(0, mostWays),
    more: Math.max(0, through.length - mostWays),
  };
}

/** The teams in which somebody is, those in which he stands himself first, with where each membership comes from. */
export function describeMemberships(teams: TeamInSight[], ways: Map<string, Ways>) {
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  return teams
    .map((team) => ({
      ...team,
      ways: describeWays(ways.get(team.id) ?? { isDirect: false, through: [] }, names),
    }))
    .toSorted((a, b) => Number(b.ways.isDirect) - Number(a.ways.isDirect));
}
