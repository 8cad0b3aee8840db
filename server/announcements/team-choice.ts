import type { TeamWithCount } from '../directory/person.ts';
import type { Audience } from './audience.ts';

/** A team as it can be chosen, with those that stand inside it. */
export type TeamChoice = {
  id: string;
  name: string;
  count: number;
  chosen: boolean;
  excluded: boolean;
  /** Unfolded from the start. */
  open: boolean;
  inside: TeamChoice[];
};

/** So many teams are seen at one glance. */
const mostAtOnce = 40;

/** Teams in the order of a tree, as branches: folded, but for a small tree and for those in which something is chosen. */
export function nestTeams(ordered: (TeamWithCount & { depth: number })[], audience: Audience): TeamChoice[] {
  const roots: TeamChoice[] = [];
  const path: TeamChoice[] = [];
  const isFew = ordered.length <= mostAtOnce;
  for (const team of ordered) {
    const choice = { ...toChoice(team, audience), open: isFew };
    path.length = Math.min(path.length, team.depth);
    if (choice.chosen || choice.excluded) for (const around of path) around.open = true;
    (path.at(-1)?.inside ?? roots).push(choice);
    path.push(choice);
  }
  return roots;
}

const toChoice = ({ id, name, members }: TeamWithCount, audience: Audience): Omit<TeamChoice, 'open'> => ({
  ...{ id, name, count: members, inside: [] },
  chosen: audience.teams.includes(id),
  excluded: audience.except.teams.includes(id),
});
