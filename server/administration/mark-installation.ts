import { demoOrganisation } from '../directory/demo/organisation.ts';
import type { Database } from '../platform/db/database.ts';
import { findInstallation, type Installation } from './installation-queries.ts';

/** Marks a new database as demo or not, once and for ever. Of two processes that start at once, the first decides. */
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
