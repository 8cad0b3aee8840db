import { audienceLock } from '../../announcements/audience.ts';
import { lockSequence } from '../../platform/db/dialect.ts';
import { newId } from '../../platform/ids.ts';
import type { House } from '../../umlauf.ts';
import { followGroup } from './follow-group.ts';
import { takeMembers } from './take-members.ts';
import type { GroupChange, ScimGroup } from './scim-group.ts';
import type { KeptGroup } from './scim-group-queries.ts';
import { insertScimGroup } from './scim-store.ts';
import { refuseTakenName } from './taken-queries.ts';

/** An IdP brings in a group. Refuses `conflict` when another has its name, `malformed` for a member that it never named. */
export async function createGroup(
  house: House,
  { displayName, externalId = null, members }: GroupChange & Pick<ScimGroup, 'displayName'>,
): Promise<KeptGroup> {
  return house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const now = house.clock.now();
    const id = newId();
    const group = { displayName, externalId };
    await refuseTakenName(tx, id, group);
    await insertScimGroup(tx, { id, group, now });
    const taken = await takeMembers(tx, id, members);
    await followGroup(house, tx, { id, fate: 'new', name: displayName, around: [], ...taken });
    return { id, group, createdAt: now, changedAt: now };
  });
}
