import { demoOrganisation } from './directory/demo/organisation.ts';
import type { Database, Db } from './platform/db/database.ts';

/** What this database was made for, said once when it was new. */
export type Installation = { demo: boolean; houseName: string };

export async function findInstallation(db: Db): Promise<Installation | null> {
  const rows = (await db('installation').select('key', 'value')) as { key: string; value: string }[];
  if (rows.length === 0) return null;
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  return { demo: values.get('demo') === '1', houseName: values.get('house-name') ?? '' };
}

/** Marks a new database. Of two processes that start at once, the first decides. */
export async function markInstallation(database: Database, demo: boolean): Promise<Installation> {
  return database.transaction(async (tx) => {
    const houseName = demo ? demoOrganisation().houseName : '';
    const rows = [
      { key: 'demo', value: demo ? '1' : '0' },
      { key: 'house-name', value: houseName },
    ];
    await tx('installation').insert(rows).onConflict('key').ignore();
    return (await findInstallation(tx)) ?? { demo, houseName };
  });
}
