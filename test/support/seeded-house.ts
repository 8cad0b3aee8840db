import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { openHouse } from '../../server/open-house.ts';
import { createLog } from '../../server/platform/log.ts';
import { seedDemoIfEmpty } from '../../server/seed-demo.ts';
import { sharedPostgres } from './shared-postgres.ts';
import { createTestClock } from './test-clock.ts';

const template = 'seeded';
const settingsOfASeed = /^(DEMO|LDAP_|SAML_|TIME_ZONE|DEFAULT_LANGUAGE|DATABASE_URL|NODE_ENV)/;

let file: Promise<Buffer> | undefined;
let database: Promise<string> | undefined;

/** Is the demo organisation in a house of these settings the usual one? */
export const isSeededAsUsual = (settings: Record<string, string>): boolean =>
  !Object.keys(settings).some((name) => settingsOfASeed.test(name));

/** The program makes the demo organisation once for each process of tests; every further house begins as a copy. */
export async function copySeededFile(dataDir: string): Promise<void> {
  file ??= makeOnce((folder) => readFile(join(folder, 'umlauf.sqlite')));
  await writeFile(join(dataDir, 'umlauf.sqlite'), await file, { mode: 0o600 });
}

/** The same on PostgreSQL; answers where the copy is. */
export async function copySeededDatabase(name: string): Promise<string> {
  const postgres = await sharedPostgres();
  database ??= postgres
    .createDatabase(template)
    .then((url) => makeOnce(() => Promise.resolve(url), { DATABASE_URL: url }));
  await database;
  return postgres.createDatabase(name, template);
}

async function makeOnce<T>(
  take: (folder: string) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-seeded-'));
  try {
    const config = readConfig({ PORT: '0', DATA_DIR: folder, ...settings });
    const house = await openHouse(config, createTestClock(), createLog('silent'));
    await seedDemoIfEmpty(house);
    await house.database.close();
    return await take(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
