import type { Nesting, TeamWithCount } from './person.ts';

/**
 * Teams as they stand inside each other, by name at every level, each once (under the first parent by name). In a
 * cycle, where nothing stands outermost, the first by name begins.
 */
export function orderAsTree(
  teams: TeamWithCount[],
  nestings: Nesting[],
): (TeamWithCount & { depth: number })[] {
  const children = new Map<string, Set<string>>();
  const inner = new Set<string>();
  for (const { parentId, childId } of nestings) {
    children.set(parentId, (children.get(parentId) ?? new Set()).add(childId));
    inner.add(childId);
  }
  const ordered: (TeamWithCount & { depth: number })[] = [];
  const placed = new Set<string>();
  const place = (team: TeamWithCount, depth: number): void => {
    if (placed.has(team.id)) return;
    placed.add(team.id);
    ordered.push({ ...team, depth });
    const inside = children.get(team.id);
    for (const candidate of teams) if (inside?.has(candidate.id)) place(candidate, depth + 1);
  };
  for (const team of teams) if (!inner.has(team.id)) place(team, 0);
  for (const team of teams) place(team, 0);
  return ordered;
}
