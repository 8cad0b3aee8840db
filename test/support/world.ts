import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/platform/log.ts';
import { serve } from '../../server/serve.ts';
import type { Umlauf } from '../../server/umlauf.ts';
import { freePort } from './free-port.ts';
import { copySeededDatabase, copySeededFile, isSeededAsUsual } from './seeded-house.ts';
import { sharedPostgres } from './shared-postgres.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { signIn, type Visitor } from './visitor.ts';

export type World = {
  baseUrl: string;
  umlauf: Umlauf;
  clock: TestClock;
  dataDir: string;
  /** Lines of the log, as the program wrote them. */
  log: Record<string, unknown>[];
  /** Errors that the test provokes on purpose; any other fails the suite at its end. */
  expectErrors: () => void;
  signIn: (
    login: string,
    options?: { shared?: boolean; cookie?: string; password?: string },
  ) => Promise<Visitor>;
  stop: () => Promise<void>;
};

export type DatabaseKind = 'SQLite' | 'PostgreSQL';
let databases = 0;

/** The program that ships, with the demo organisation, on a fresh database; in this process, on a port of its own. */
export async function openWorld(kind: DatabaseKind, settings: Record<string, string> = {}): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'umlauf-test-'));
  const port = await freePort();
  const databaseUrl =
    kind === 'PostgreSQL' ? { DATABASE_URL: await makeDatabase(`world_${++databases}`, settings) } : {};
  if (kind === 'SQLite' && isSeededAsUsual(settings)) await copySeededFile(dataDir);
  const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, ...databaseUrl, ...settings });
  const log: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) };
  const clock = createTestClock();
  const running = await serve(config, createLog('info', destination), clock);
  const baseUrl = `http://127.0.0.1:${port}`;
  let mayErr = false;
  return {
    ...{ baseUrl, clock, dataDir, log, umlauf: running.umlauf },
    expectErrors: () => {
      mayErr = true;
    },
    signIn: (login, options) => signIn(baseUrl, login, options),
    stop: async () => {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
      const errors = log.filter(({ level }) => Number(level) >= 50);
      if (!mayErr) assert.deepEqual(errors, [], 'a healthy day has no ERROR in the log');
    },
  };
}

const makeDatabase = async (name: string, settings: Record<string, string>): Promise<string> =>
  isSeededAsUsual(settings) ? copySeededDatabase(name) : (await sharedPostgres()).createDatabase(name);

/** The same scenarios on both databases. `world()` is the world of the suite, opened before its first test. */
export function describeOnEachDatabase(
  title: string,
  scenarios: (world: () => World, kind: DatabaseKind) => void,
  settings: () => Record<string, string> | Promise<Record<string, string>> = () => ({}),
): void {
  for (const kind of ['SQLite', 'PostgreSQL'] as const) {
    describe(`${title} (${kind})`, () => {
      let world: World | undefined;
      before(async () => {
        world = await openWorld(kind, await settings());
      });
      after(async () => {
        await world?.stop();
      });
      scenarios(() => {
        assert.ok(world, 'the world is open');
        return world;
      }, kind);
    });
  }
}
