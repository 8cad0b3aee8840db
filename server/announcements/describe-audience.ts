import { findPeople } from '../directory/directory-queries.ts';
import { listTeams } from '../directory/team-queries.ts';
import { translate, type Language } from '../platform/views/languages.ts';
import type { House } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';

const mostNames = 8;

type Reader = { language: Language; isSender: boolean };

/** To whom it goes, in words: teams by name; single people are named to the sender alone, and counted for others. */
export async function describeAudience(
  { db, houseName }: Pick<House, 'db' | 'houseName'>,
  { audience }: Announcement,
  { language, isSender }: Reader,
): Promise<string> {
  if (audience.everyone) return houseName;
  const wanted = new Set(audience.teams);
  const teams = (await listTeams(db)).filter((team) => wanted.has(team.id)).map((team) => team.name);
  const count = audience.people.length;
  const people = isSender
    ? (await findPeople(db, audience.people)).map(({ name }) => name)
    : count === 0
      ? []
      : [translate(language, 'announcement.people', { count })];
  const names = [...teams, ...people];
  return [...names.slice(0, mostNames), ...(names.length > mostNames ? ['…'] : [])].join(', ');
}
