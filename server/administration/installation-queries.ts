import type { Db } from '../platform/db/database.ts';

/** What this database was made for, said once when it was new. */
export type Installation = { demo: boolean; houseName: string };

export async function findInstallation(db: Db): Promise<Installation | null> {
  const rows = (await db('installation').select('key', 'value')) as { key: string; value: string }[];
  if (rows.length === 0) return null;
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  return { demo: values.get('demo') === '1', houseName: values.get('house-name') ?? '' };
}
