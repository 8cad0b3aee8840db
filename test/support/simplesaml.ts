import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { idpConfig, type ServiceProvider } from './simplesaml-config.ts';

export type SimpleSaml = {
  /** Its metadata, at the address where a service provider fetches them. */
  metadataUrl: string;
  address: string;
  /** A further certificate is announced, and from then on signs; the metadata carry both. */
  rollOver: () => Promise<void>;
  /** A line of its log that has these words. */
  log: () => Promise<string>;
  stop: () => Promise<void>;
};

const run = promisify(execFile);
const webRoot = '/usr/share/simplesamlphp/www';
const startWithinMs = 15_000;

// Waits for the end of its input, which comes with stop() and with the death of the tests, however they die. PHP's
// workers outlive their master, so that the whole group is ended.
const untilInputEnds =
  '"$@" >"$0/server-log" 2>&1 & cat >/dev/null; trap "" TERM; kill -TERM 0; wait; rm -rf "$0"';

/** A real SimpleSAMLphp with a folder of its own, on 127.0.0.1 under PHP's own server, as an ordinary user. */
export async function startSimpleSaml(sp: ServiceProvider): Promise<SimpleSaml> {
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-simplesaml-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const write = async (isRolledOver: boolean): Promise<void> => {
    const files = idpConfig({ folder, address, sp, isRolledOver });
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  };
  for (const name of ['metadata', 'log', 'data', 'tmp', 'sessions', 'cert'])
    await mkdir(join(folder, name), { recursive: true });
  await Promise.all(['old', 'new'].map((name) => makeKeyPair(join(folder, 'cert'), name)));
  await write(false);
  const account = await ordinaryUser();
  if (account.uid !== undefined) await run('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
  const php = ['/usr/bin/php8.2', '-d', `session.save_path=${folder}/sessions`, '-d', 'opcache.enable=0'];
  const keeper = spawn(
    'sh',
    ['-c', untilInputEnds, folder, ...php, '-S', `127.0.0.1:${port}`, '-t', webRoot],
    {
      ...account,
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', SIMPLESAMLPHP_CONFIG_DIR: folder, PHP_CLI_SERVER_WORKERS: '3' },
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  const metadataUrl = `${address}/saml2/idp/metadata.php`;
  const stop = async (): Promise<void> => {
    if (keeper.exitCode !== null) return;
    const ended = once(keeper, 'exit');
    keeper.stdin.end();
    await ended;
  };
  const log = async () =>
    (
      await Promise.all(
        ['log/simplesamlphp.log', 'server-log'].map((name) =>
          readFile(join(folder, name), 'utf8').catch(() => ''),
        ),
      )
    ).join('\n');
  const look = () =>
    fetch(metadataUrl).then(
      ({ status }) => status,
      () => 0,
    );
  await eventually(look, (status) => status === 200, startWithinMs).catch(async (error: unknown) => {
    const written = await log();
    await stop();
    throw new Error(`SimpleSAMLphp did not start: ${written}`, { cause: error });
  });
  return { metadataUrl, address, log, stop, rollOver: () => write(true) };
}

async function makeKeyPair(folder: string, name: string): Promise<void> {
  const line = `req -x509 -newkey rsa:2048 -nodes -days 30 -keyout ${name}.pem -out ${name}.crt -subj /CN=${name}.idp.test`;
  await run('openssl', line.split(' '), { cwd: folder });
}

async function ordinaryUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(['-u', '-g'].map((which) => run('id', [which, 'nobody'])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}
