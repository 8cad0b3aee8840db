import type { Nesting } from './person.ts';

/** The teams themselves and all that stand inside them, however deep; cycles and diamonds are no harm. */
export function withTeamsInside(teams: string[], nestings: Nesting[]): Set<string> {
  const inside = new Map<string, string[]>();
  for (const { parentId, childId } of nestings) {
    const children = inside.get(parentId);
    if (children) children.push(childId);
    else inside.set(parentId, [childId]);
  }
  const found = new Set(teams);
  // A set that grows while it is walked through: what is added comes up in its turn.
  for (const team of found) {
    for (const child of inside.get(team) ?? []) found.add(child);
  }
  return found;
}
