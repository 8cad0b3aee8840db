import assert from 'node:assert/strict';
import { install, type Installation } from '../support/installation.ts';
import { send } from '../support/visitor.ts';

describe('The operator’s command line', function () {
  this.timeout(60_000);
  let house: Installation;
  before(async () => {
    house = await install('SQLite');
    await house.umlauf('demo');
  });
  after(() => house.remove());
  const succeeds = async (...words: string[]): Promise<string> => {
    const { code, stdout, stderr } = await house.umlauf(...words);
    assert.deepEqual([code, stderr], [0, '']);
    return stdout;
  };

  const misused: string[][] = [
    [],
    ['fly'],
    ['person'],
    ['person', 'show'],
    ['person', 'show', 'ben', 'anna'],
    ['person', 'deactivate'],
    ['person', 'list', '--verbose'],
    ['team', 'show'],
    ['token', 'create'],
    ['token', 'create', '--person', 'ben', '--scope', 'all'],
    ['token', 'revoke'],
    ['audit', 'verify', 'now'],
    ...['0', '-1', '1.5', 'many', '200001'].map((people) => ['demo', `--people=${people}`]),
    ['constructor'],
  ];
  it('answers wrong usage with how it is used, and 2', async () => {
    for (let index = 0; index < misused.length; index += 4) {
      const words = misused.slice(index, index + 4);
      const outcomes = await Promise.all(words.map((given) => house.umlauf(...given)));
      for (const [at, { code, stdout, stderr }] of outcomes.entries()) {
        assert.equal(code, 2, `${words[at]?.join(' ') ?? ''}: ${stderr}`);
        assert.equal(stdout, '');
        assert.match(stderr, /^usage: umlauf COMMAND/);
      }
    }
    assert.match(await succeeds('--help'), /^usage: umlauf COMMAND/);
  });

  it('answers a refusal with one sentence, and 1', async () => {
    const refused: [string[], RegExp][] = [
      [['person', 'show', 'nobody'], /nobody/],
      [['person', 'deactivate', 'nobody'], /nobody/],
      [['team', 'show', 'Nachtwache'], /Nachtwache/],
      [['token', 'create', '--person', 'nobody'], /nobody/],
      [['token', 'create', '--person', 'ben', '--name', 'x'.repeat(61)], /60/],
      [['token', 'revoke', '0'.repeat(32)], /./],
      [['token', 'revoke', 'first'], /./],
    ];
    const outcomes = await Promise.all(refused.map(([words]) => house.umlauf(...words)));
    for (const [at, { code, stdout, stderr }] of outcomes.entries()) {
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, refused[at]?.[1] ?? /./);
      assert.match(stderr, /^[^\n]+\.\n$/);
    }
  });

  it('shows a person, for people and for programs', async () => {
    const lines = (await succeeds('person', 'show', 'ben')).split('\n');
    assert.equal(lines[0], 'ben');
    assert.equal(lines[1], 'Ben Yıldız');
    const ben = JSON.parse(await succeeds('person', 'show', 'ben', '--json')) as {
      login: string;
      teams: string[];
    };
    assert.equal(ben.login, 'ben');
    assert.ok(ben.teams.includes('Frühschicht'));
  });

  it('shows a team with its members by login, those of the teams inside too', async () => {
    const early = JSON.parse(await succeeds('team', 'show', 'Frühschicht', '--json')) as {
      name: string;
      members: string[];
    };
    assert.ok(early.members.includes('ben') && !early.members.includes('clara'));
    const [name, ...members] = (await succeeds('team', 'show', 'Frühschicht')).trimEnd().split('\n');
    assert.deepEqual([name, members], ['Frühschicht', early.members]);

    const teams = JSON.parse(await succeeds('team', 'list', '--json')) as { name: string; members: number }[];
    assert.equal(teams.find((team) => team.name === 'Frühschicht')?.members, early.members.length);
    const around = (await succeeds('person', 'show', 'ben')).trimEnd().split('\n').at(-1)?.split(', ') ?? [];
    const outer = around.find((team) => team !== 'Frühschicht') ?? '';
    assert.ok((await succeeds('team', 'show', outer)).split('\n').includes('ben'), outer);
  });

  it('lists everybody once', async () => {
    const people = JSON.parse(await succeeds('person', 'list', '--json')) as { login: string }[];
    const lines = (await succeeds('person', 'list')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => line.split('\t')[0]),
      people.map(({ login }) => login),
    );
    assert.equal(new Set(people.map(({ login }) => login)).size, people.length);
    assert.equal(
      people.length,
      await house.look(async ({ reader }) => (await reader('people')).length as number),
    );
  });

  it('serves the portal as well', async () => {
    const served = await install('SQLite');
    try {
      const portal = await served.start({}, ['serve']);
      assert.equal((await send(`${portal.baseUrl}/sign-in`, {})).status, 200);
      assert.deepEqual(await portal.kill('SIGTERM'), { code: 0, signal: null });
    } finally {
      await served.remove();
    }
  });

  it('makes no demo of a database that is none', async () => {
    const plain = await install('SQLite', { DEMO: '0' });
    try {
      assert.equal((await plain.umlauf('migrate')).code, 0);
      const { code, stderr } = await plain.umlauf('demo');
      assert.equal(code, 1);
      assert.match(stderr, /not made as a demo/);
    } finally {
      await plain.remove();
    }
  });
});
