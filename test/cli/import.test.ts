import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runUmlauf } from '../support/running-umlauf.ts';
import { install, type Installation } from '../support/installation.ts';

const company = [
  'id;login;name;department;mail;language;teams;active',
  '1;ida;Ida Öz;Montage;ida@werk.example;de;"Werk > Montage; Sicherung";yes',
  '2;jo;Jo Smit;Montage;;nl;Werk > Montage;',
  '3;kai;Kai Aydın;;;;Werk;no',
];
const killed = join(import.meta.dirname, '../support/kill-at.mjs');

for (const kind of ['SQLite', 'PostgreSQL'] as const) {
  describe(`A company from a file (${kind})`, function () {
    this.timeout(60_000);
    let house: Installation;
    before(async () => {
      house = await install(kind);
    });
    after(() => house.remove());

    async function save(lines: string[], ending = '\r\n'): Promise<string> {
      const file = join(dirname(house.dataDir), 'people.csv');
      await writeFile(file, `\ufeff${lines.join(ending)}${ending}`);
      return file;
    }
    const teams = () =>
      house.look(
        async ({ reader }) =>
          (await reader('memberships')
            .join('teams', 'teams.id', 'team_id')
            .join('people', 'people.id', 'person_id')
            .orderBy(['teams.name', 'people.login'])
            .select('teams.name', 'people.login')) as { name: string; login: string }[],
      );

    it('is here afterwards, and a second time nothing has changed', async () => {
      const file = await save(company);
      const first = await house.umlauf('import', file);
      assert.deepEqual([first.code, first.stderr], [0, '']);
      assert.match(first.stdout, /^joins\tida\tIda Öz\njoins\tjo\tJo Smit\n/);
      assert.doesNotMatch(first.stdout, /kai/);
      const ida = JSON.parse((await house.umlauf('person', 'show', 'ida', '--json')).stdout) as object;
      assert.deepEqual({ ...ida, sortName: 'Öz, Ida', teams: ['Montage', 'Sicherung', 'Werk'] }, ida);
      const plant = JSON.parse((await house.umlauf('team', 'show', 'Werk', '--json')).stdout) as object;
      assert.deepEqual({ ...plant, members: ['ida', 'jo'] }, plant, 'nested teams resolved');
      assert.deepEqual(await house.umlauf('import', await save(company, '\n')), {
        ...{ code: 0, stderr: '' },
        stdout: 'Nothing has changed.\n',
      });
    });

    it('is refused with the line that cannot be used', async () => {
      const before = await teams();
      const unknown = await house.umlauf('import', await save(['id;login;name;salary', '1;ida;Ida;1']));
      assert.deepEqual([unknown.code, unknown.stdout], [1, '']);
      assert.match(unknown.stderr, /^Line 1: the column salary is unknown.* Nothing was changed\.$/m);
      const missing = await house.umlauf('import', join(house.dataDir, 'nothing.csv'));
      assert.equal(missing.code, 1);
      assert.match(missing.stderr, /cannot be read as text/);
      assert.equal((await house.umlauf('import')).code, 2);
      assert.deepEqual(await teams(), before);
    });

    it('is held back when it takes everybody away', async () => {
      const { code, stdout, stderr } = await house.umlauf('import', await save(company.slice(0, 1)));
      assert.equal(code, 1);
      assert.match(stdout, /^leaves\tida\tIda Öz\tmissing\nleaves\tjo/);
      assert.match(stderr, /waits for an administrator/);
      assert.equal((await house.umlauf('person', 'show', 'ida')).code, 0);
    });

    for (const [point, isThere] of [
      ['roster-half-written', false],
      ['roster-committed', true],
    ] as const) {
      it(`is ${isThere ? 'whole' : 'as before'} when the process is killed at ${point}`, async () => {
        const before = await teams();
        const more = [...company, '5;mo;Mo;;;;Werk;', `6;nils-${point};Nils;;;;Neu ${point};`];
        const folder = dirname(house.dataDir);
        const environment = {
          ...{ DATA_DIR: house.dataDir, DATABASE_URL: house.databaseUrl },
          ...{ NODE_OPTIONS: `--import=${killed}`, KILL_AT: `umlauf:${point}` },
        };
        const dead = await runUmlauf(folder, environment, ['import', await save(more)]);
        assert.equal(dead.code, null);
        const after = await teams();
        if (isThere)
          assert.deepEqual(
            after.filter(({ login }) => !before.some((one) => one.login === login)),
            [
              { name: `Neu ${point}`, login: `nils-${point}` },
              { name: 'Werk', login: 'mo' },
            ],
          );
        else assert.deepEqual(after, before);
        assert.equal((await house.umlauf('audit', 'verify')).code, 0);
      });
    }
  });
}
