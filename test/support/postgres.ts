import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.ts';

export interface Postgres {
  url(database: string): string;
  createDatabase(name: string, template?: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

interface Account {
  uid?: number;
  gid?: number;
}

const run = promisify(execFile);

// Waits for the end of its input, which comes with stop() and with the death of the tests, however they die.
const untilInputEnds =
  '"$@" >"$0/log" 2>&1 & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$0"';

/** A PostgreSQL of its own on loopback, in a folder of its own; only speed of the disk is given up. */
export async function startPostgres(): Promise<Postgres> {
  const account = await accountForServer();
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-postgres-'));
  if (account.uid !== undefined && account.gid !== undefined) await chown(folder, account.uid, account.gid);
  const bin = serverPrograms();
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'umlauf', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  await run(join(bin, 'initdb'), init, { ...account, cwd: folder });

  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
  ];
  const server = [join(bin, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const keeper = spawn('sh', ['-c', untilInputEnds, folder, ...server], {
    ...account,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const url = (database: string) => `postgres://umlauf@127.0.0.1:${port}/${database}`;
  const stop = () => stopKeeper(keeper);
  await untilItAnswers(url('postgres'), folder).catch(async (error: unknown) => {
    await stop();
    throw error;
  });

  return {
    url,
    async createDatabase(name, template = 'template1') {
      await execute(url('postgres'), `create database "${name}" template "${template}"`);
      return url(name);
    },
    async dropDatabase(name) {
      await execute(url('postgres'), `drop database if exists "${name}" with (force)`);
    },
    stop,
  };
}

/** PostgreSQL refuses to run as root. */
async function accountForServer(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const name = await run('id', ['-u', 'postgres']).then(
    () => 'postgres',
    () => 'nobody',
  );
  const [uid, gid] = await Promise.all(['-u', '-g'].map((which) => run('id', [which, name])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

function serverPrograms(): string {
  const versions = '/usr/lib/postgresql';
  const found = readdirSync(versions)
    .filter((version) => existsSync(join(versions, version, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a));
  if (!found[0]) throw new Error(`No PostgreSQL server under ${versions}.`);
  return join(versions, found[0], 'bin');
}

async function untilItAnswers(url: string, folder: string): Promise<void> {
  const giveUpAt = performance.now() + 15_000;
  for (;;) {
    const answered = await execute(url, 'select 1').then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (performance.now() > giveUpAt) {
      throw new Error(`PostgreSQL did not start:\n${await readFile(join(folder, 'log'), 'utf8')}`);
    }
    await sleep(25);
  }
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function stopKeeper(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null) return;
  const ended = once(keeper, 'exit');
  keeper.stdin?.end();
  await ended;
}
