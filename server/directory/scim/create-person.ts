import { audienceLock } from '../../announcements/audience.ts';
import { lockSequence } from '../../platform/db/dialect.ts';
import { newId } from '../../platform/ids.ts';
import type { House } from '../../umlauf.ts';
import { followPerson } from './follow-person.ts';
import type { ScimPerson } from './scim-person.ts';
import type { KeptPerson } from './scim-person-queries.ts';
import { insertScimPerson } from './scim-store.ts';
import { refuseTakenPerson } from './taken-queries.ts';

/** An IdP brings somebody in. Refuses `conflict` when somebody who has access has the user name or the external id. */
export async function createPerson(house: House, person: ScimPerson): Promise<KeptPerson> {
  return house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const now = house.clock.now();
    const [id, personKey] = [newId(), newId()];
    await refuseTakenPerson(tx, id, person);
    await insertScimPerson(tx, { id, personKey, person, now });
    await followPerson(house, tx, { personKey, person, groupIds: [] });
    return { id, personKey, person, createdAt: now, changedAt: now };
  });
}
