import type { Nesting } from './person.ts';

/**
 * How somebody comes into a team: he stands in it himself, or in one that stands inside it. Each way begins with a team
 * in which he stands himself and ends with the one that stands in the team itself; of several from one beginning, a
 * shortest.
 */
export type Ways = { isDirect: boolean; through: string[][] };

/** Answers every team that somebody is in who stands in the given ones, with how he comes there. */
export function createWayFinder(nestings: Nesting[]): (direct: string[]) => Map<string, Ways> {
  const parents = new Map<string, string[]>();
  for (const { parentId, childId } of nestings) {
    const known = parents.get(childId);
    if (known) known.push(parentId);
    else parents.set(childId, [parentId]);
  }

  function waysFrom(start: string): Map<string, string[]> {
    const found = new Map<string, string[]>([[start, []]]);
    // A map that grows while it is walked through: what is added comes up in its turn, the nearest first.
    for (const [team, way] of found)
      for (const parent of parents.get(team) ?? []) if (!found.has(parent)) found.set(parent, [...way, team]);
    return found;
  }

  return (direct) => {
    const all = new Map<string, Ways>();
    for (const start of direct) {
      for (const [team, way] of waysFrom(start)) {
        const ways = all.get(team) ?? { isDirect: false, through: [] };
        all.set(team, ways);
        if (team === start) ways.isDirect = true;
        else ways.through.push(way);
      }
    }
    return all;
  };
}
