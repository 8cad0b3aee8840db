import type { Db } from '../platform/db/database.ts';
import { withTeamsInside } from './team-nesting.ts';
import { listNestings } from './team-queries.ts';

type Ownership = { personId: string; teamIds: string[] };

/** Who answers for which of these teams, by owning it or a team around it; whoever has left does not. */
export async function listOwnership(db: Db, teamIds: string[]): Promise<Ownership[]> {
  const rows = (await db('team_owners')
    .join('people', 'people.id', 'team_owners.person_id')
    .whereNull('people.left_at')
    .select('team_owners.team_id', 'team_owners.person_id')) as { team_id: string; person_id: string }[];
  const owned = new Map<string, string[]>();
  for (const { team_id, person_id } of rows) owned.set(person_id, [...(owned.get(person_id) ?? []), team_id]);
  const nestings = await listNestings(db);
  return [...owned]
    .map(([personId, teams]) => {
      const inside = withTeamsInside(teams, nestings);
      return { personId, teamIds: teamIds.filter((id) => inside.has(id)) };
    })
    .filter((one) => one.teamIds.length > 0);
}

export const listOwnersOf = async (db: Db, teamIds: string[]): Promise<string[]> =>
  (await listOwnership(db, teamIds)).map(({ personId }) => personId);
