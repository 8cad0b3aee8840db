import type { Knex } from 'knex';
import type { Db } from '../../platform/db/database.ts';
import type { ScimGroup } from './scim-group.ts';
import { countRows, narrow, type Columns, type Found, type Page } from './scim-page.ts';
import { caseless } from './scim-person.ts';

export type KeptGroup = { id: string; group: ScimGroup; createdAt: number; changedAt: number };

type GroupRow = { id: string; displayName: string; externalId: string | null } & Record<
  'createdAt' | 'changedAt',
  number
>;

const groups = (db: Db): Knex.QueryBuilder =>
  db('scim_groups').select({
    ...{ id: 'id', displayName: 'display_name', externalId: 'external_id' },
    ...{ createdAt: 'created_at', changedAt: 'changed_at' },
  });

const toKeptGroup = ({ displayName, externalId, ...row }: GroupRow): KeptGroup => ({
  ...row,
  group: { displayName, externalId },
});

export async function findScimGroup(db: Db, id: string): Promise<KeptGroup | null> {
  const row = (await groups(db).where({ id }).first()) as GroupRow | undefined;
  return row ? toKeptGroup(row) : null;
}

const members = { table: 'scim_members', id: 'group_id' };
const columns: Columns = {
  id: { column: 'id' },
  displayname: { column: 'name_key', toValue: caseless },
  externalid: { column: 'external_id' },
  members: { column: 'member_id', of: members },
  'members.value': { column: 'member_id', of: members },
};

export async function listScimGroups(db: Db, { filter, offset, count }: Page): Promise<Found<KeptGroup>> {
  const total = await countRows(narrow(db('scim_groups'), filter, columns));
  const rows = (await narrow(groups(db), filter, columns)
    .orderBy('id')
    .offset(offset)
    .limit(count)) as GroupRow[];
  return { total, items: rows.map(toKeptGroup) };
}
