import { audienceLock } from '../../announcements/audience.ts';
import { canonicalJson } from '../../platform/canonical-json.ts';
import { lockSequence } from '../../platform/db/dialect.ts';
import { newId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { House } from '../../umlauf.ts';
import { changeWithBrake } from './change-with-brake.ts';
import { followPerson } from './follow-person.ts';
import { isSomebodyElse, type ScimPerson } from './scim-person.ts';
import { findScimPerson, type KeptPerson } from './scim-person-queries.ts';
import { listGroupsOf } from './scim-member-queries.ts';
import { updateScimPerson } from './scim-store.ts';
import { refuseTakenPerson } from './taken-queries.ts';

/**
 * An IdP says something else of a person; `change` makes of what it said before what it says now. Whoever loses his
 * access leaves at once. Refuses `not-found`, and `conflict` as at creation.
 */
export async function changePerson(
  house: House,
  id: string,
  change: (before: ScimPerson) => ScimPerson,
): Promise<KeptPerson> {
  return changeWithBrake(house, async (tx) => {
    await lockSequence(tx, audienceLock);
    const kept = await findScimPerson(tx, id);
    if (!kept) throw new Refusal('not-found');
    const person = change(kept.person);
    if (canonicalJson(person) === canonicalJson(kept.person)) return kept;
    await refuseTakenPerson(tx, id, person);
    const now = house.clock.now();
    const personKey = isSomebodyElse(kept.person, person) ? newId() : kept.personKey;
    await updateScimPerson(tx, { id, personKey, person, now });
    await followPerson(house, tx, { personKey, person, groupIds: await listGroupsOf(tx, id) });
    return { ...kept, personKey, person, changedAt: now };
  });
}
