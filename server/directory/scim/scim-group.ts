/** What is kept of a SCIM Group (RFC 7643 section 4.2) besides its members. */
export type ScimGroup = { displayName: string; externalId: string | null };

/**
 * What an IdP wants of the members: those that it names are in or out. Who is not named stays, unless the list is said
 * anew.
 */
export type MemberChange = { isNewList: boolean; named: Map<string, boolean> };

export type GroupChange = Partial<ScimGroup> & { members: MemberChange };

export const noMemberChange = (): MemberChange => ({ isNewList: false, named: new Map() });

/** Ids of members that come in and that go out, beside those that are in now. */
export function compareMembers(
  { isNewList, named }: MemberChange,
  current: Set<string>,
): { added: string[]; removed: string[] } {
  const added = [...named].filter(([id, isIn]) => isIn && !current.has(id)).map(([id]) => id);
  const removed = [...current].filter((id) => (isNewList ? named.get(id) !== true : named.get(id) === false));
  return { added, removed };
}
