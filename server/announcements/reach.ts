import type { Audience, Roll } from './audience.ts';
import { withTeamsInside } from '../directory/team-nesting.ts';

type Road = 'push' | 'page' | 'mail' | 'unreachable';

export type Reach = Record<Exclude<Road, 'unreachable'>, number> & {
  recipients: number;
  unreachable: number;
  /** Those of them all whose every device is unconfirmed: the notice goes there, but nothing is counted on it. */
  unconfirmed: number;
  unreachablePeople: string[];
};

/** Each person once, by the best road that stands open. The four numbers sum to `recipients`. */
export function measureRoads(
  personIds: string[],
  open: { push: Set<string>; page: Set<string>; mail: Set<string> },
  unconfirmed: Set<string>,
): Reach {
  const reach: Reach = {
    recipients: personIds.length,
    push: 0,
    page: 0,
    mail: 0,
    unreachable: 0,
    unconfirmed: personIds.filter((id) => unconfirmed.has(id)).length,
    unreachablePeople: [],
  };
  for (const id of personIds) {
    if (open.push.has(id)) reach.push += 1;
    else if (open.page.has(id)) reach.page += 1;
    else if (open.mail.has(id)) reach.mail += 1;
    else {
      reach.unreachable += 1;
      reach.unreachablePeople.push(id);
    }
  }
  return reach;
}

export type Ledger = {
  everyone: number;
  teams: Record<string, number>;
  exceptTeams: Record<string, number>;
  /** People whom more than one line names: the sum counts them once. */
  duplicates: number;
};

/** How many people each line of the audience names, and how many are named twice. */
export function countLines(audience: Audience, roll: Roll): Ledger {
  const counted = (teams: string[]): [Record<string, number>, Map<string, number>] => {
    const counts: Record<string, number> = {};
    const times = new Map<string, number>();
    for (const team of teams) {
      const inside = withTeamsInside([team], roll.nestings);
      const members = new Set(
        roll.memberships.filter(({ teamId }) => inside.has(teamId)).map(({ personId }) => personId),
      );
      counts[team] = members.size;
      for (const member of members) times.set(member, (times.get(member) ?? 0) + 1);
    }
    return [counts, times];
  };
  const [teams, times] = counted(audience.teams);
  const [exceptTeams] = counted(audience.except.teams);
  for (const person of audience.people) times.set(person, (times.get(person) ?? 0) + 1);
  const duplicates = [...times.values()].reduce((sum, count) => sum + count - 1, 0);
  return { everyone: roll.people.length, teams, exceptTeams, duplicates };
}
