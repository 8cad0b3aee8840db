import type { Knex } from 'knex';
import type { Db } from '../../platform/db/database.ts';
import { countRows, narrow, type Columns, type Found, type Page } from './scim-page.ts';
import { caseless, type ScimPerson } from './scim-person.ts';

export type KeptPerson = {
  id: string;
  personKey: string;
  person: ScimPerson;
  createdAt: number;
  changedAt: number;
};

type PersonRow = Omit<ScimPerson, 'active'> & {
  id: string;
  personKey: string;
  active: boolean | number;
  createdAt: number;
  changedAt: number;
};

const people = (db: Db): Knex.QueryBuilder =>
  db('scim_people').select({
    ...{ id: 'id', personKey: 'person_key', userName: 'user_name', externalId: 'external_id' },
    ...{ displayName: 'display_name', formattedName: 'formatted_name' },
    ...{ familyName: 'family_name', givenName: 'given_name', department: 'department', mail: 'mail' },
    ...{ preferredLanguage: 'preferred_language', active: 'active' },
    ...{ createdAt: 'created_at', changedAt: 'changed_at' },
  });

const toKept = ({ id, personKey, createdAt, changedAt, active, ...person }: PersonRow): KeptPerson => ({
  ...{ id, personKey, createdAt, changedAt },
  person: { ...person, active: Boolean(active) },
});

export async function findScimPerson(db: Db, id: string): Promise<KeptPerson | null> {
  const row = (await people(db).where({ id }).first()) as PersonRow | undefined;
  return row ? toKept(row) : null;
}

const columns: Columns = {
  id: { column: 'id' },
  username: { column: 'user_key', toValue: caseless },
  externalid: { column: 'external_id' },
  displayname: { column: 'display_name' },
  active: { column: 'active' },
  emails: { column: 'mail' },
  'emails.value': { column: 'mail' },
};

/** Those whom a filter finds, who have access first: a leaver and a successor may have one user name. */
export async function listScimPeople(db: Db, { filter, offset, count }: Page): Promise<Found<KeptPerson>> {
  const total = await countRows(narrow(db('scim_people'), filter, columns));
  const rows = (await narrow(people(db), filter, columns)
    .orderBy([{ column: 'active', order: 'desc' }, { column: 'id' }])
    .offset(offset)
    .limit(count)) as PersonRow[];
  return { total, items: rows.map(toKept) };
}
