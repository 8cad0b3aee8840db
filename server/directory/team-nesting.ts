import type { Nesting } from './person.ts';

function reach(start: string[], edges: Map<string, string[]>): Set<string> {
  const visited = new Set(start);
  const queue = [...start];
  for (let team = queue.shift(); team !== undefined; team = queue.shift()) {
    for (const next of edges.get(team) ?? []) {
      if (visited.has(next)) continue;
      visited.add(next);
      queue.push(next);
    }
  }
  return visited;
}

function edgesOf(nestings: Nesting[], from: keyof Nesting, to: keyof Nesting): Map<string, string[]> {
  const edges = new Map<string, string[]>();
  for (const nesting of nestings)
    edges.set(nesting[from], [...(edges.get(nesting[from]) ?? []), nesting[to]]);
  return edges;
}

/** The teams themselves and all that stand inside them, however deep; cycles and diamonds are no harm. */
export const withTeamsInside = (teams: string[], nestings: Nesting[]): Set<string> =>
  reach(teams, edgesOf(nestings, 'parentId', 'childId'));

/** The teams themselves and all that they stand in. */
export const withTeamsAround = (teams: string[], nestings: Nesting[]): Set<string> =>
  reach(teams, edgesOf(nestings, 'childId', 'parentId'));
