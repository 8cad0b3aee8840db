import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runUmlauf, type Environment } from './support/running-umlauf.ts';

describe('A program with a wrong setting', function () {
  this.timeout(30_000);
  let folder: string;
  let taken: ReturnType<typeof createServer>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'umlauf-start-'));
    await writeFile(join(folder, 'a-file'), 'not a folder');
    await writeFile(join(folder, 'not-a-database.sqlite'), 'not a database at all'.repeat(100));
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
  });
  after(async () => {
    taken.close();
    await rm(folder, { recursive: true });
  });

  const endOf = (environment: Environment, words?: string[]) =>
    runUmlauf(folder, { DATA_DIR: join(folder, 'data'), ...environment }, words);

  const port = () => String((taken.address() as AddressInfo).port);
  const starts: [string, () => Environment, RegExp][] = [
    ['that is none', () => ({ TIME_ZONE: 'Europe/Entenhausen' }), /^TIME_ZONE /],
    ['of production', () => ({ NODE_ENV: 'production' }), /^BASE_URL /],
    ['for a port in use', () => ({ PORT: port() }), /^PORT /],
    ['for an address that is not its own', () => ({ PORT: '0', HOST: '192.0.2.1' }), /^HOST /],
    [
      'for a database that does not answer',
      () => ({ DATABASE_URL: 'postgres://umlauf:geheim@127.0.0.1:1/umlauf' }),
      /^DATABASE_URL .*ECONNREFUSED/,
    ],
    ['for a folder that is none', () => ({ DATA_DIR: join(folder, 'a-file') }), /^DATA_DIR /],
    [
      'for a file that is no database',
      () => ({ DATABASE_URL: `sqlite:${join(folder, 'not-a-database.sqlite')}` }),
      /^DATA(BASE_URL|_DIR) /,
    ],
  ];
  for (const [title, environment, sentence] of starts) {
    it(`${title} ends with 1 and says so on stderr`, async () => {
      for (const words of [undefined, ['person', 'list']]) {
        if (words && /port|address/.test(title)) continue;
        const { code, stderr, stdout } = await endOf(environment(), words);
        assert.equal(code, 1, stderr);
        assert.match(stderr, sentence);
        assert.match(stderr, /^[^\n]+\.\n$/, 'one sentence');
        assert.ok(!stderr.includes('geheim'));
        if (words) assert.equal(stdout, '');
      }
    });
  }

  it('in the .env file of its folder finds it as well', async () => {
    await writeFile(join(folder, '.env'), 'LOG_LEVEL=loud\n');
    const { code, stderr } = await endOf({});
    assert.equal(code, 1);
    assert.match(stderr, /^LOG_LEVEL /);
    await rm(join(folder, '.env'));
  });
});
