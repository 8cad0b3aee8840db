import type { Db } from '../../platform/db/database.ts';
import { deleteRows, insertRows } from '../../platform/db/dialect.ts';
import { oneForm } from '../immutable-forms.ts';
import type { ScimGroup } from './scim-group.ts';
import { caseless, type ScimPerson } from './scim-person.ts';

const toRow = (person: ScimPerson) => ({
  user_name: person.userName,
  user_key: caseless(person.userName),
  external_id: person.externalId,
  external_key: person.externalId === null ? null : oneForm(person.externalId),
  display_name: person.displayName,
  formatted_name: person.formattedName,
  family_name: person.familyName,
  given_name: person.givenName,
  department: person.department,
  mail: person.mail,
  preferred_language: person.preferredLanguage,
  active: person.active,
});

type Kept<T> = { id: string; now: number } & T;

export async function insertScimPerson(
  db: Db,
  { id, personKey, person, now }: Kept<{ personKey: string; person: ScimPerson }>,
): Promise<void> {
  const row = { id, person_key: personKey, ...toRow(person), created_at: now, changed_at: now };
  await db('scim_people').insert(row);
}

export async function updateScimPerson(
  db: Db,
  { id, personKey, person, now }: Kept<{ personKey: string; person: ScimPerson }>,
): Promise<void> {
  const row = { person_key: personKey, ...toRow(person), changed_at: now };
  await db('scim_people').where({ id }).update(row);
}

/** What the IdP said is gone; who it was stays in `people`, as somebody who has left. */
export async function deleteScimPerson(db: Db, id: string): Promise<void> {
  await db('scim_members').where({ member_id: id }).delete();
  await db('scim_people').where({ id }).delete();
}

const toGroupRow = ({ displayName, externalId }: ScimGroup) => ({
  display_name: displayName,
  name_key: caseless(displayName),
  external_id: externalId,
});

export async function insertScimGroup(db: Db, { id, group, now }: Kept<{ group: ScimGroup }>): Promise<void> {
  await db('scim_groups').insert({ id, ...toGroupRow(group), created_at: now, changed_at: now });
}

export async function updateScimGroup(db: Db, { id, group, now }: Kept<{ group: ScimGroup }>): Promise<void> {
  await db('scim_groups')
    .where({ id })
    .update({ ...toGroupRow(group), changed_at: now });
}

export async function deleteScimGroup(db: Db, id: string): Promise<void> {
  await db('scim_members').where({ member_id: id }).orWhere({ group_id: id }).delete();
  await db('scim_groups').where({ id }).delete();
}

export async function writeMembers(
  db: Db,
  groupId: string,
  { added, removed }: Record<'added' | 'removed', string[]>,
): Promise<void> {
  const toRows = (ids: string[]) => ids.map((id) => ({ group_id: groupId, member_id: id }));
  await deleteRows(db, 'scim_members', toRows(removed));
  await insertRows(db, 'scim_members', toRows(added), 'ignore');
}
