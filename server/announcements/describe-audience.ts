import { findPeople } from '../directory/directory-queries.ts';
import { listTeams } from '../directory/team-queries.ts';
import type { House } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';

const mostNames = 8;

/** The names of the teams addressed, for whoever reads the announcement; people are counted, not named. */
export async function describeAudience(
  { db, houseName }: Pick<House, 'db' | 'houseName'>,
  announcement: Announcement,
): Promise<string> {
  const { audience } = announcement;
  if (audience.everyone) return houseName;
  const wanted = new Set(audience.teams);
  const teams = (await listTeams(db)).filter((team) => wanted.has(team.id)).map((team) => team.name);
  const people =
    teams.length === 0
      ? (await findPeople(db, audience.people.slice(0, mostNames))).map(({ name }) => name)
      : [];
  return [...teams.slice(0, mostNames), ...people, ...(teams.length > mostNames ? ['…'] : [])].join(', ');
}
