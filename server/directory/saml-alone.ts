import type { Config } from '../config.ts';
import type { Db } from '../platform/db/database.ts';
import { employed } from './directory-queries.ts';

/** Nobody but the IdP says who is here: neither a directory service nor a roster. So nobody knows who everyone is. */
export async function isSamlAlone(db: Db, { saml }: Pick<Config, 'saml'>): Promise<boolean> {
  if (!saml || saml.hasDirectoryService) return false;
  const other = (await employed(db).whereNot('source', 'like', 'saml:%').select('id').first()) as
    object | undefined;
  return other === undefined;
}
