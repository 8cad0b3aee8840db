// npx tsx test/upgrade/make-database.ts
// Writes a small database of the newest schema into test/upgrade, for the versions to come. Once released, a file is
// never made again: it is what houses have.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/platform/log.ts';
import { openDatabase } from '../../server/platform/db/open-database.ts';
import { serve } from '../../server/serve.ts';
import { freePort } from '../support/free-port.ts';
import { pushSettings } from '../support/push-devices.ts';
import { startPushService } from '../support/push-service/push-service.ts';
import { dumpSqlite } from './dump-sqlite.ts';
import { liveThrough } from './old-days.ts';
import { seedSmallHouse } from './small-house.ts';

const clock = { at: 0, now: () => clock.at };
const service = await startPushService();
const dataDir = await mkdtemp(joinPath(tmpdir(), 'umlauf-upgrade-'));
try {
  const port = await freePort();
  const config = readConfig({
    ...{ PORT: String(port), DATA_DIR: dataDir, DEMO: '1' },
    ...{ LOG_LEVEL: 'warn', ...pushSettings(service) },
  });
  clock.at = Date.parse('2026-11-16T05:00:00Z');
  await seedSmallHouse(config, clock);
  const running = await serve(config, createLog('warn'), clock);
  const baseUrl = `http://127.0.0.1:${port}`;
  const kept = await liveThrough({ baseUrl, house: running.umlauf, clock, service }).finally(running.stop);

  const database = openDatabase(config.databaseUrl);
  const newest = (await database.reader('knex_migrations').orderBy('id', 'desc').first()) as { name: string };
  const [schema] = newest.name.split('-');
  assert.ok(schema);
  const lines = [
    `-- A small house as the version with the schema ${newest.name} left it.`,
    '-- Made by that version itself: npx tsx test/upgrade/make-database.ts. Its secrets open nothing else.',
    ...Object.entries(kept).map(([name, value]) => `-- ${name}: ${value}`),
    await dumpSqlite(database.reader),
  ];
  await database.close();
  await writeFile(joinPath(import.meta.dirname, `${schema}.sql`), `${lines.join('\n')}\n`);
} finally {
  await service.stop();
  await rm(dataDir, { recursive: true });
}
