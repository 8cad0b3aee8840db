import { z } from 'zod';
import { parse, text } from '../../platform/http/parse.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readPatch, type Operation } from './read-patch.ts';
import { noMemberChange, type GroupChange, type MemberChange, type ScimGroup } from './scim-group.ts';
import { readPath, type AttributePath } from './scim-filter.ts';
import { groupUrn } from './scim-urns.ts';

const long = 200;
const displayName = () => text().trim().min(1).max(long);
const externalId = () =>
  text()
    .max(long)
    .nullable()
    .transform((value) => value?.trim() || null);
const memberShape = z.object({ value: z.string().min(1).max(long) });
const memberList = z.preprocess((value) => [value ?? []].flat(), z.array(memberShape).max(100_000));

const groupShape = z.object({
  schemas: z
    .array(z.string())
    .refine((schemas) => schemas.includes(groupUrn), `must name ${groupUrn}`)
    .optional(),
  displayName: displayName(),
  externalId: externalId().optional(),
  members: memberList.optional(),
});

/**
 * A whole Group (RFC 7644 sections 3.3 and 3.5.1). One that says nothing of members leaves them as they are: nobody
 * loses a team by a word that was not said.
 */
export function readGroup(body: unknown): GroupChange & Pick<ScimGroup, 'displayName'> {
  const group = parse(groupShape, body);
  const members = noMemberChange();
  if (group.members !== undefined) replaceAll(members, group.members);
  const { displayName: name, externalId: external } = group;
  return { displayName: name, members, ...(external === undefined ? {} : { externalId: external }) };
}

function replaceAll(members: MemberChange, list: { value: string }[]): void {
  members.isNewList = true;
  members.named.clear();
  for (const { value } of list) members.named.set(value, true);
}

/** What the operations of a PATCH come to (RFC 7644 section 3.5.2), in their order. */
export function readGroupPatch(body: unknown): GroupChange {
  const change: GroupChange = { members: noMemberChange() };
  for (const { op, path, value } of readPatch(body)) {
    if (path !== undefined) apply(change, op, readPath(path), value);
    else
      for (const [key, one] of Object.entries(value as object))
        apply(change, op, readPath(key), one as unknown);
  }
  return change;
}

/** Okta sends these along with a new name. */
const passedOver = new Set(['id', 'schemas', 'meta']);

function apply(change: GroupChange, op: Operation['op'], at: AttributePath, value: unknown): void {
  const attribute = at.attribute.toLowerCase();
  if (attribute === 'members') changeMembers(change.members, op, at, value);
  else if (at.only !== null || at.sub !== null) throw pathRefused(at.attribute);
  else if (attribute === 'displayname')
    change.displayName = parse(z.object({ displayName: displayName() }), {
      displayName: op === 'remove' ? undefined : value,
    }).displayName;
  else if (attribute === 'externalid')
    change.externalId = parse(z.object({ externalId: externalId() }), {
      externalId: op === 'remove' ? null : value,
    }).externalId;
  else if (!passedOver.has(attribute) && !/^urn:/.test(attribute)) throw pathRefused(at.attribute);
}

const pathRefused = (path: string) => new Refusal('malformed', 'scim-path', { params: { path } });

/**
 * `members[value eq "…"]` as Okta takes one out, `members` with a list as Entra ID does; without either a remove takes
 * out everybody.
 */
function changeMembers(
  members: MemberChange,
  op: Operation['op'],
  { only, sub }: AttributePath,
  value: unknown,
): void {
  if (sub !== null) throw pathRefused(`members.${sub}`);
  if (only !== null) {
    const [one, ...more] = only;
    if (op !== 'remove' || one?.attribute !== 'value' || more.length > 0) throw pathRefused('members[…]');
    members.named.set(String(one.value), false);
  } else if (op === 'remove' && value === undefined) replaceAll(members, []);
  else {
    const { list } = parse(z.object({ list: memberList }), { list: value });
    if (op === 'replace') replaceAll(members, list);
    else for (const one of list) members.named.set(one.value, op === 'add');
  }
}
