import type { Db } from '../platform/db/database.ts';
import { withTeamsInside } from './team-nesting.ts';
import { listNestings } from './team-queries.ts';

/** Who answers for one of these teams, by owning it or a team around it; whoever has left does not. */
export async function listOwnersOf(db: Db, teamIds: string[]): Promise<string[]> {
  const wanted = new Set(teamIds);
  const rows = (await db('team_owners')
    .join('people', 'people.id', 'team_owners.person_id')
    .whereNull('people.left_at')
    .select('team_owners.team_id', 'team_owners.person_id')) as { team_id: string; person_id: string }[];
  const owned = new Map<string, string[]>();
  for (const { team_id, person_id } of rows) owned.set(person_id, [...(owned.get(person_id) ?? []), team_id]);
  const nestings = await listNestings(db);
  return [...owned]
    .filter(([, teams]) => [...withTeamsInside(teams, nestings)].some((team) => wanted.has(team)))
    .map(([personId]) => personId);
}
