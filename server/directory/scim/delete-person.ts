import { audienceLock } from '../../announcements/audience.ts';
import { lockSequence } from '../../platform/db/dialect.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { House } from '../../umlauf.ts';
import { changeWithBrake } from './change-with-brake.ts';
import { followPerson } from './follow-person.ts';
import { findScimPerson } from './scim-person-queries.ts';
import { deleteScimPerson } from './scim-store.ts';

/** An IdP has somebody no more: he leaves at once and for good. Whoever it brings in again is new here. */
export async function deletePerson(house: House, id: string): Promise<void> {
  await changeWithBrake(house, async (tx) => {
    await lockSequence(tx, audienceLock);
    const kept = await findScimPerson(tx, id);
    if (!kept) throw new Refusal('not-found');
    await deleteScimPerson(tx, id);
    await followPerson(house, tx, { personKey: kept.personKey, person: null, groupIds: [] });
  });
}
