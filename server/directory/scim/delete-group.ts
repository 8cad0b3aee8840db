import { audienceLock } from '../../announcements/audience.ts';
import { lockSequence } from '../../platform/db/dialect.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { House } from '../../umlauf.ts';
import { followGroup } from './follow-group.ts';
import { findScimGroup } from './scim-group-queries.ts';
import { listGroupsOf, readMemberIds, sortMembers } from './scim-member-queries.ts';
import { deleteScimGroup } from './scim-store.ts';

/** An IdP has a group no more: the team goes, with what hangs on it; what was addressed to it keeps its name. */
export async function deleteGroup(house: House, id: string): Promise<void> {
  await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const kept = await findScimGroup(tx, id);
    if (!kept) throw new Refusal('not-found');
    const { people, groups } = await sortMembers(tx, [...(await readMemberIds(tx, id, null))]);
    const around = await listGroupsOf(tx, id);
    await deleteScimGroup(tx, id);
    await followGroup(house, tx, {
      ...{ id, fate: 'gone', name: kept.group.displayName, around },
      people: { added: [], removed: people },
      groups: { added: [], removed: groups },
    });
  });
}
