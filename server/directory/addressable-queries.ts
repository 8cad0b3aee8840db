import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import type { Addressable } from './addressable.ts';
import { withTeamsInside } from './team-nesting.ts';
import { listNestings } from './team-queries.ts';

/** Does the directory name this person the owner (`managedBy`, `owner`) of a team? */
export async function ownsTeams(db: Db, personId: string): Promise<boolean> {
  return (await db('team_owners').where({ person_id: personId }).first('team_id')) !== undefined;
}

/** As the directory has it at this moment. Who releases for the house addresses everybody, others what they own. */
export async function findAddressable(
  db: Db,
  personId: string,
  { publisher }: { publisher: boolean },
): Promise<Addressable> {
  if (publisher) return 'everybody';
  const owned = (await db('team_owners').where({ person_id: personId }).pluck('team_id')) as string[];
  if (owned.length === 0) return { teams: new Set(), people: new Set() };
  const teams = withTeamsInside(owned, await listNestings(db));
  const members = whereIn(db('memberships'), 'team_id', [...teams]);
  return { teams, people: new Set((await members.distinct().pluck('person_id')) as string[]) };
}
