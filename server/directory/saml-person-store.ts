import type { Db } from '../platform/db/database.ts';
import { fold } from '../platform/fold.ts';

export type SamlPerson = { id: string; login: string; name: string; sortName: string; mail: string | null };

/** What the IdP says of a person now; false when that is what stands there. */
export async function updateSamlPerson(db: Db, person: SamlPerson): Promise<boolean> {
  const { id, login, name, sortName, mail } = person;
  const before = (await db('people').where({ id }).first()) as Record<string, string | null> | undefined;
  const now = { login, name, sort_name: sortName, mail };
  if (Object.entries(now).every(([column, value]) => before?.[column] === value)) return false;
  await db('people')
    .where({ id })
    .update({
      ...now,
      sort_key: fold(sortName),
      search_text: fold(`${name} ${sortName} ${login} ${before?.['department'] ?? ''}`),
    });
  return true;
}
