import type { Audience, Roll } from '../../server/announcements/audience.ts';

/** Is the person in the team? Climbs from the person's own teams, as often as there are nestings. */
export function isMember(personId: string, teamId: string, { memberships, nestings }: Roll): boolean {
  let teams = memberships
    .filter((membership) => membership.personId === personId)
    .map((membership) => membership.teamId);
  for (let round = 0; round <= nestings.length; round += 1) {
    teams = [
      ...new Set([
        ...teams,
        ...nestings.filter(({ childId }) => teams.includes(childId)).map(({ parentId }) => parentId),
      ]),
    ];
  }
  return teams.includes(teamId);
}

/** One person and one audience, as a person would reckon it: named, and not excluded. */
export function isAddressed(personId: string, audience: Audience, roll: Roll): boolean {
  const isIn = (teams: string[]) => teams.some((team) => isMember(personId, team, roll));
  const isNamed = audience.everyone || audience.people.includes(personId) || isIn(audience.teams);
  return isNamed && !audience.except.people.includes(personId) && !isIn(audience.except.teams);
}
