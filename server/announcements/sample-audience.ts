import { findPeople } from '../directory/directory-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { resolveAudience, type Audience } from './audience.ts';
import { readRoll } from './audience-queries.ts';

const sampleSize = 10;

type Sample = { recipients: number; people: { name: string; team: string }[]; unnamed: number };

/** How many would get it now, and the first of them by name: whoever approves should see whom it is about. */
export async function sampleAudience(db: Db, audience: Audience): Promise<Sample> {
  const roll = await readRoll(db);
  const addressees = resolveAudience(audience, roll);
  const first = addressees
    .toSorted((a, b) => (a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0))
    .slice(0, sampleSize);
  const teams = new Map(first.map(({ personId, teamId }) => [personId, roll.teamNames.get(teamId ?? '')]));
  const people = await findPeople(db, [...teams.keys()]);
  return {
    recipients: addressees.length,
    people: people.map(({ id, sortName, department }) => ({
      name: sortName,
      team: teams.get(id) ?? department,
    })),
    unnamed: addressees.length - people.length,
  };
}
