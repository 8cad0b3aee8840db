import type { Transaction } from '../../platform/db/database.ts';
import { idPattern } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { GroupStep } from './follow-group.ts';
import { compareMembers, type MemberChange } from './scim-group.ts';
import { readMemberIds, sortMembers } from './scim-member-queries.ts';
import { writeMembers } from './scim-store.ts';

/**
 * Keeps whom the IdP has put into a group and whom it has taken out, and answers both, people and groups apart. Refuses
 * `malformed` when one who comes in is nobody that it has named before; one who goes out may be unknown.
 */
export async function takeMembers(
  tx: Transaction,
  groupId: string,
  change: MemberChange,
): Promise<Pick<GroupStep, 'people' | 'groups'>> {
  const named = [...change.named.keys()].filter((id) => idPattern.test(id));
  const current = await readMemberIds(tx, groupId, change.isNewList ? null : named);
  const { added, removed } = compareMembers(change, current);
  const { people, groups } = await sortMembers(tx, [...added.filter((id) => idPattern.test(id)), ...removed]);
  const known = { people: new Set(people), groups: new Set(groups) };
  const unknown = added.find((id) => !known.people.has(id) && !known.groups.has(id));
  if (unknown !== undefined)
    throw new Refusal('malformed', 'scim-value', { params: { trouble: `there is no member ${unknown}` } });
  await writeMembers(tx, groupId, { added, removed });
  const among = (ids: Set<string>) => ({
    added: added.filter((id) => ids.has(id)),
    removed: removed.filter((id) => ids.has(id)),
  });
  return { people: among(known.people), groups: among(known.groups) };
}
