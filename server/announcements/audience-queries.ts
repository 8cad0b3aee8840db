import type { Db } from '../platform/db/database.ts';
import { listAddressees } from '../directory/directory-queries.ts';
import { listMemberships, listNestings, listTeams } from '../directory/team-queries.ts';
import type { Roll } from './audience.ts';

/** The directory as it stands at this moment of the transaction. */
export async function readRoll(db: Db): Promise<Roll> {
  const teams = await listTeams(db);
  return {
    people: await listAddressees(db),
    memberships: await listMemberships(db),
    nestings: await listNestings(db),
    teamNames: new Map(teams.map((team) => [team.id, team.name])),
  };
}
