import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { eventually } from './support/eventually.ts';
import { freePort } from './support/free-port.ts';

const root = join(import.meta.dirname, '..');
const perhapsBuildsMs = 60_000;

const outcomes: Record<string, RegExp> = {
  'demo --people 100': /^100 people in \d+ teams\n$/,
  'token create --person anna': /^umlauf_[A-Za-z0-9_-]{43}\n$/,
  'person deactivate ben': /^$/,
  'sign-in-link --person anna': /^http:\/\/localhost:\d+\/sign-in\/link\?secret=[A-Za-z0-9_-]{43}\n$/,
  'audit verify': /^intact: \d+ entries, head [0-9a-f]{64}\n$/,
  '--help': /^usage: umlauf COMMAND\n/,
};

/** Whether anybody is left of the processes that were started with this one. */
function isAnybodyLeft(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

describe('The commands of the README, as written', function () {
  this.timeout(perhapsBuildsMs + 30_000);
  let folder: string;
  let environment: Record<string, string>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'umlauf-readme-'));
    const { PATH = '', HOME = '' } = process.env;
    const port = String(await freePort());
    // Named one by one, as a `.env` file in the checkout is read too.
    environment = {
      ...{ PATH, HOME, PORT: port, HOST: '127.0.0.1', BASE_URL: `http://localhost:${port}`, DEMO: '1' },
      ...{ DATA_DIR: folder, DATABASE_URL: `sqlite:${join(folder, 'umlauf.sqlite')}` },
    };
  });
  after(() => rm(folder, { recursive: true }));

  const enter = (command: string) => {
    const [program = '', ...words] = command.split(' ');
    return spawn(program, words, {
      cwd: root,
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };

  it('answer the operator on stdout with what was asked for, and nothing else', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const written = readme.match(/(?<=npm run -s umlauf -- )[^`\n]+/g) ?? [];
    // A hundred are as good as ten thousand, and quicker.
    const commands = written.map((words) => words.replace('10000', '100'));
    assert.deepEqual(commands.toSorted(), Object.keys(outcomes).toSorted());
    for (const words of commands) {
      const child = enter(`npm run -s umlauf -- ${words}`);
      const [stdout, stderr, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close') as Promise<[number]>,
      ]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, outcomes[words] ?? /^$/, words);
    }
  });

  it('start the portal, and SIGTERM to npm ends it within two seconds and leaves nobody behind', async () => {
    const npm = enter('npm start');
    const group = npm.pid ?? 0;
    const written = Promise.all([text(npm.stdout), text(npm.stderr)]);
    const exited = once(npm, 'exit') as Promise<[number | null]>;
    try {
      const isReady = () =>
        fetch(`http://127.0.0.1:${environment['PORT'] ?? ''}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        );
      await eventually(async () => npm.exitCode !== null || (await isReady()), Boolean, perhapsBuildsMs);
      assert.equal(npm.exitCode, null, 'it goes on');
      const toldAt = performance.now();
      npm.kill('SIGTERM');
      const [code] = await exited;
      const lastedMs = performance.now() - toldAt;
      assert.equal(isAnybodyLeft(group), false, 'the server has gone with npm');
      const [, stderr] = await written;
      assert.equal(code, 0, stderr);
      assert.ok(lastedMs < 2000, `${lastedMs} ms`);
    } finally {
      if (isAnybodyLeft(group)) process.kill(-group, 'SIGKILL');
    }
  });
});
