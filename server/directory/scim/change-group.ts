import { audienceLock } from '../../announcements/audience.ts';
import { lockSequence } from '../../platform/db/dialect.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { House } from '../../umlauf.ts';
import { followGroup } from './follow-group.ts';
import { takeMembers } from './take-members.ts';
import type { GroupChange } from './scim-group.ts';
import { findScimGroup, type KeptGroup } from './scim-group-queries.ts';
import { updateScimGroup } from './scim-store.ts';
import { refuseTakenName } from './taken-queries.ts';

/** An IdP says something else of a group. Refuses `not-found`, and as at creation; then nothing is changed. */
export async function changeGroup(
  house: House,
  id: string,
  { members, ...said }: GroupChange,
): Promise<KeptGroup> {
  return house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const kept = await findScimGroup(tx, id);
    if (!kept) throw new Refusal('not-found');
    const group = { ...kept.group, ...said };
    const isRenamed = group.displayName !== kept.group.displayName;
    const isChanged = isRenamed || group.externalId !== kept.group.externalId;
    const now = house.clock.now();
    if (isRenamed) await refuseTakenName(tx, id, group);
    if (isChanged) await updateScimGroup(tx, { id, group, now });
    const fate = isRenamed ? 'renamed' : 'kept';
    const taken = await takeMembers(tx, id, members);
    await followGroup(house, tx, { id, fate, name: group.displayName, around: [], ...taken });
    return { ...kept, group, changedAt: isChanged ? now : kept.changedAt };
  });
}
