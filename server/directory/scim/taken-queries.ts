import type { Db } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import { employed } from '../directory-queries.ts';
import { oneForm } from '../immutable-forms.ts';
import type { ScimGroup } from './scim-group.ts';
import { caseless, scimSource, type ScimPerson } from './scim-person.ts';

const taken = (attribute: string) => new Refusal('conflict', 'scim-taken', { params: { attribute } });

/** Among those who have access a user name and an external id belong to one person, whoever brought him in. */
export async function refuseTakenPerson(db: Db, id: string, person: ScimPerson): Promise<void> {
  if (!person.active) return;
  const { userName, externalId } = person;
  const others = () => db('scim_people').where({ active: true }).whereNot({ id });
  const sameName = (await others()
    .where({ user_key: caseless(userName) })
    .first('id')) as object | undefined;
  const elsewhere = (await employed(db)
    .where({ login: userName })
    .whereNot({ source: scimSource })
    .first('id')) as object | undefined;
  if (sameName ?? elsewhere) throw taken('userName');
  if (externalId === null) return;
  const sameId = (await others()
    .where({ external_key: oneForm(externalId) })
    .first('id')) as object | undefined;
  if (sameId) throw taken('externalId');
}

/** Roles hang on the names of groups, and IdPs find groups by them. */
export async function refuseTakenName(db: Db, id: string, { displayName }: ScimGroup): Promise<void> {
  const other = (await db('scim_groups')
    .where({ name_key: caseless(displayName) })
    .whereNot({ id })
    .first('id')) as object | undefined;
  if (other) throw taken('displayName');
}
