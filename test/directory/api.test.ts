import assert from 'node:assert/strict';
import { teamId } from '../support/announcing.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Named = { id: string; name: string; login?: string };
type Page<T = Named> = { items: T[]; next: string | null };

describeOnEachDatabase('The directory', (world) => {
  it('shows publishers every team with its members counted, nested teams resolved', async () => {
    const anna = await world().signIn('anna');
    const { items, next } = (await anna.call('GET', '/teams?limit=100')).json as Page<
      Named & { members: number }
    >;
    assert.deepEqual([items.length, next], [28, null]);
    const names = items.map(({ name }) => name);
    assert.deepEqual(names, names.toSorted(new Intl.Collator('de').compare));
    for (const { id, members } of items) {
      const team = (await anna.call('GET', `/teams/${id}`)).json as { members: Named[] };
      assert.equal(team.members.length, members);
      assert.equal(new Set(team.members.map((person) => person.id)).size, members, 'each person once');
    }
  });

  it('gives teams page by page', async () => {
    const anna = await world().signIn('anna');
    const all = (await anna.call('GET', '/teams?limit=100')).json as Page;
    const paged: Named[] = [];
    let after = '';
    do {
      const page = (await anna.call('GET', `/teams?limit=5${after}`)).json as Page;
      paged.push(...page.items);
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    assert.deepEqual(paged, all.items);
    const beyond = await anna.call('GET', `/teams?after=${'f'.repeat(32)}`);
    assert.deepEqual(beyond.json, { items: [], next: null }, 'after a team that is not there comes none');
  });

  it('finds people by name, login and department, page by page, each once, by name', async () => {
    const anna = await world().signIn('anna');
    const find = async (q: string) =>
      (await anna.call('GET', `/people?q=${encodeURIComponent(q)}`)).json as Page;
    assert.deepEqual(
      (await find('oezt')).items.map(({ login }) => login),
      ['c.oeztuerk'],
    );
    assert.deepEqual(
      (await find('Öztürk Çiğdem')).items.map(({ login }) => login),
      ['c.oeztuerk'],
    );
    assert.deepEqual(
      (await find('ozturk')).items.map(({ login }) => login),
      ['c.oeztuerk'],
    );
    assert.equal((await find('nachtschicht')).items.length, 6);
    const paged: Named[] = [];
    let after = '';
    do {
      const page = (await anna.call('GET', `/people?limit=7${after}`)).json as Page;
      paged.push(...page.items);
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    const row = (await world().umlauf.db('people').count({ count: '*' }).first()) as { count: number };
    assert.equal(new Set(paged.map(({ id }) => id)).size, row.count);
    assert.equal(paged.length, row.count);
    const logins = paged.map(({ login }) => login);
    assert.ok(
      logins.indexOf('p.oelschlaeger') < logins.indexOf('s.zielinski'),
      'Ölschläger stands before Zieliński',
    );
  });

  it('holds nothing for whoever may address nobody', async () => {
    const anna = await world().signIn('anna');
    const early = await teamId(anna, 'Frühschicht');
    for (const login of ['ben', 'clara', 'deniz', 'esther']) {
      const visitor = await world().signIn(login);
      for (const list of ['/teams', '/people', '/people?q=ben']) {
        const answer = await visitor.call('GET', list);
        assert.equal(answer.status, 200);
        assert.deepEqual(answer.json, { items: [], next: null }, `${login} ${list}`);
      }
      assert.equal((await visitor.call('GET', `/teams/${early}`)).status, 404);
    }
  });

  it('knows no team that is not there, and no question that is none', async () => {
    const anna = await world().signIn('anna');
    assert.equal((await anna.call('GET', `/teams/${'f'.repeat(32)}`)).status, 404);
    assert.equal((await anna.call('GET', '/teams/fruehschicht')).status, 404);
    for (const path of [
      '/teams?limit=101',
      '/people?limit=0',
      '/people?name=ben',
      `/people?q=${'x'.repeat(201)}`,
    ]) {
      assert.equal((await anna.call('GET', path)).status, 400, path);
    }
  });
});
