export type TeamShare = { teamId: string | null; confirmed: number; outstanding: number };

/** Fewer would point at single people. */
export const fewestPeople = 5;

/**
 * The one team that lags far behind, or null. Only once at least half of all have confirmed; of the teams in which at
 * least five people are asked, the one whose share lies furthest, and at least 25 percentage points, below the share of
 * all. Who has left is asked nothing any more and not counted; those in no team are no team. One team and no order of
 * the others: nobody is ranked.
 */
export function findLaggingTeam<T extends TeamShare>(teams: T[]): T | null {
  const confirmed = teams.reduce((sum, team) => sum + team.confirmed, 0);
  const asked = teams.reduce((sum, team) => sum + askedOf(team), 0);
  if (2 * confirmed < asked) return null;
  const isFarBehind = (team: TeamShare): boolean =>
    4 * (confirmed * askedOf(team) - team.confirmed * asked) >= asked * askedOf(team);
  const behind = teams.filter(
    (team) => team.teamId !== null && askedOf(team) >= fewestPeople && isFarBehind(team),
  );
  return behind.reduce<T | null>(
    (furthest, team) => (furthest === null || isBehind(team, furthest) ? team : furthest),
    null,
  );
}

const askedOf = ({ confirmed, outstanding }: TeamShare): number => confirmed + outstanding;

// In whole numbers: two shares that are the same must not differ by rounding.
const isBehind = (one: TeamShare, other: TeamShare): boolean =>
  one.confirmed * askedOf(other) < other.confirmed * askedOf(one);
