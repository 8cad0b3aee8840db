import assert from 'node:assert/strict';
import { install, type Installation } from '../support/installation.ts';
import type { DatabaseKind } from '../support/world.ts';

const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];

describe('A large demo organisation', function () {
  this.timeout(90_000);

  const organisationOf = (house: Installation) =>
    house.look(async ({ reader }) => ({
      people: await reader('people')
        .orderBy('login')
        .select('login', 'name', 'department', 'language', 'mail'),
      teams: await reader('teams').orderBy('source_id').select('source_id', 'name'),
      members: await reader('memberships')
        .join('people', 'people.id', 'memberships.person_id')
        .join('teams', 'teams.id', 'memberships.team_id')
        .orderBy(['people.login', 'teams.source_id'])
        .select('people.login', 'teams.source_id'),
    }));

  it('of ten thousand people is there quickly, and the same in every house', async () => {
    const houses = await Promise.all(kinds.map((kind) => install(kind)));
    try {
      const startedAt = performance.now();
      const outcomes = await Promise.all(houses.map((house) => house.umlauf('demo', '--people', '10000')));
      const lastedMs = performance.now() - startedAt;
      for (const { code, stdout, stderr } of outcomes) {
        assert.equal(code, 0, stderr);
        assert.match(stdout, /^10000 people in \d+ teams\n$/);
      }
      assert.ok(lastedMs < 20_000, `${lastedMs} ms`);
      const [one, other] = await Promise.all(houses.map(organisationOf));
      assert.equal(one?.people.length, 10_000);
      assert.deepEqual(one, other);
      assert.ok(one.members.length > 10_000);
    } finally {
      for (const house of houses) await house.remove();
    }
  });

  it('grows out of a small one, in which everybody stays who he is', async () => {
    const house = await install('SQLite');
    const idsOf = () =>
      house.look(
        async ({ reader }) =>
          (await reader('people').orderBy('login').select('id', 'login')) as { id: string; login: string }[],
      );
    try {
      assert.equal((await house.umlauf('demo')).code, 0);
      const few = await idsOf();
      assert.equal((await house.umlauf('demo', '--people', '600')).code, 0);
      const many = await idsOf();
      assert.equal(many.length, 600);
      const ids = new Set(many.map(({ id }) => id));
      assert.ok(few.every(({ id }) => ids.has(id)));
      assert.equal((await house.umlauf('demo', '--people', '600')).stdout.split(' ')[0], '600');
      assert.deepEqual(await idsOf(), many);
    } finally {
      await house.remove();
    }
  });
});
