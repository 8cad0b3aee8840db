import type { Transaction } from '../../platform/db/database.ts';
import type { House } from '../../umlauf.ts';
import { compareRoster } from '../compare-roster.ts';
import { isNothing } from '../roster-difference.ts';
import type { RosterTeam } from '../roster.ts';
import { writeDifference } from '../write-difference.ts';
import { checkPace } from './change-with-brake.ts';
import { keepScimRun } from './keep-scim-run.ts';
import { readKnownPerson } from './known-part-queries.ts';
import { scimSource as source, toRosterPerson, type ScimPerson } from './scim-person.ts';

type Said = {
  personKey: string;
  /** null: the IdP has this person no more. */
  person: ScimPerson | null;
  /** The groups that the IdP has put this person into. */
  groupIds: string[];
};

/**
 * Makes one person what the IdP says, by the rules that hold for any directory: who may not enter leaves by
 * `revokeAccess` (not too many within an hour), who may again returns without what was closed, and what an operator has closed stays closed. Inside
 * the caller's transaction, which holds the `audienceLock`.
 */
export async function followPerson(house: House, tx: Transaction, said: Said): Promise<void> {
  const { personKey, person, groupIds } = said;
  const now = house.clock.now();
  const known = await readKnownPerson(tx, personKey, groupIds);
  const teams = known.teams.map(({ sourceId, name, dn }): RosterTeam => ({
    ...{ sourceId, name, ...(dn === null ? {} : { dn }), childIds: [], ownerIds: [] },
    memberIds: groupIds.includes(sourceId) ? [personKey] : [],
  }));
  const people = person === null ? [] : [toRosterPerson(person, personKey)];
  const difference = compareRoster(known, { people, teams });
  if (isNothing(difference)) return;
  await checkPace(house, tx, difference.leavers.length);
  await writeDifference(house, tx, known, difference, { source, actorId: null, now, seenAt: now });
  await keepScimRun(tx, difference, now);
}
