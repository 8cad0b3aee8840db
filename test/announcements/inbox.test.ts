import assert from 'node:assert/strict';
import { confirm, released } from '../support/announcing.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hourMs = 3_600_000;
type Card = { id: string; title: string; state: string; confirmedAt: string | null };
type Page = { items: Card[]; next: string | null };

async function inboxOf(person: Visitor, query = ''): Promise<Page> {
  const answer = await person.call('GET', `/inbox${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json as Page;
}

describeOnEachDatabase('The inbox', (world) => {
  // Idris is in no team: the demo's past holds little for him.
  const login = 'i.elkhatib';
  const give = async (title: string, given: object = {}): Promise<string> =>
    (await released(await world().signIn('anna'), { people: [login], title, ...given })).id;
  const titles = (page: Page, of: string[]): string[] =>
    page.items.map(({ title }) => title).filter((title) => of.includes(title));

  it('begins with what waits for a confirmation, by deadline, those without one last', async () => {
    const idris = await world().signIn(login);
    const now = world().clock.now();
    await give('Nur zur Kenntnis', { acknowledgement: 'none' });
    await give('Ohne Frist', { deadlineAt: null });
    await give('In drei Stunden', { deadlineAt: now + 3 * hourMs });
    await give('In einer Stunde', { deadlineAt: now + hourMs });
    const order = ['In einer Stunde', 'In drei Stunden', 'Ohne Frist', 'Nur zur Kenntnis'];
    assert.deepEqual(titles(await inboxOf(idris), order), order);
    const outstanding = await inboxOf(idris, '?state=outstanding');
    assert.deepEqual(titles(outstanding, order), order.slice(0, 3));
    assert.ok(outstanding.items.every(({ state }) => state === 'outstanding' || state === 'late'));
    assert.equal(outstanding.next, null);
  });

  it('says of each how it stands', async () => {
    const idris = await world().signIn(login);
    const stateOf = async (id: string) =>
      (await inboxOf(idris, '?limit=100')).items.find((card) => card.id === id);
    const open = await give('Offen', { deadlineAt: world().clock.now() + hourMs });
    const mere = await give('Neu', { acknowledgement: 'none' });
    assert.equal((await stateOf(open))?.state, 'outstanding');
    assert.equal((await stateOf(mere))?.state, 'new');
    world().clock.advance(hourMs);
    assert.equal((await stateOf(open))?.state, 'late');
    await confirm(idris, open);
    const confirmed = await stateOf(open);
    assert.equal(confirmed?.state, 'confirmed');
    assert.ok(confirmed.confirmedAt !== null);
    world().clock.advance(7 * 24 * hourMs);
    assert.equal((await stateOf(mere))?.state, 'read');
  });

  it('leads page by page to the first, each once: what waits, then the newest', async () => {
    const idris = await world().signIn(login);
    await give('Wartet', { deadlineAt: null });
    for (let at = 0; at < 4; at += 1)
      await give(`Blatt ${at}`, { acknowledgement: 'none', deadlineAt: null });
    const whole = await inboxOf(idris, '?limit=100');
    assert.deepEqual(titles(whole, ['Blatt 0', 'Blatt 1', 'Blatt 2', 'Blatt 3', 'Wartet']), [
      ...['Wartet', 'Blatt 3', 'Blatt 2', 'Blatt 1', 'Blatt 0'],
    ]);
    for (const state of ['all', 'outstanding']) {
      const expected = (await inboxOf(idris, `?limit=100&state=${state}`)).items;
      for (const limit of [1, 3]) {
        const paged: Card[] = [];
        for (let after: string | null = ''; after !== null;) {
          const page: Page = await inboxOf(
            idris,
            `?limit=${limit}&state=${state}${after && `&after=${after}`}`,
          );
          assert.ok(page.items.length <= limit);
          paged.push(...page.items);
          after = page.next;
        }
        assert.deepEqual(paged, expected);
      }
    }
  });

  it('leads past nothing when each page is confirmed before the next is asked for', async () => {
    const idris = await world().signIn(login);
    for (const state of ['outstanding', 'all']) {
      const now = world().clock.now();
      const given: string[] = [];
      for (const deadlineAt of [now + hourMs, now + hourMs, now + 2 * hourMs, null, null]) {
        given.push(await give(`Der Reihe nach, ${state}`, { deadlineAt }));
      }
      const seen: string[] = [];
      for (let after: string | null = ''; after !== null;) {
        const page: Page = await inboxOf(idris, `?limit=2&state=${state}${after && `&after=${after}`}`);
        for (const { id, state: stands } of page.items) {
          if (stands === 'outstanding' || stands === 'late') await confirm(idris, id);
          seen.push(id);
        }
        after = page.next;
      }
      assert.deepEqual(
        given.filter((id) => !seen.includes(id)),
        [],
        state,
      );
    }
  });

  it('goes on after any announcement in it, named by its id alone', async () => {
    const idris = await world().signIn(login);
    await give('Wartet noch', { deadlineAt: null });
    const { items } = await inboxOf(idris, '?limit=100');
    assert.ok(items.length > 2);
    for (const [at, { id }] of items.entries()) {
      assert.deepEqual((await inboxOf(idris, `?limit=100&after=${id}`)).items, items.slice(at + 1));
    }
  });

  it('is each person’s own', async () => {
    const clara = await world().signIn('clara');
    const id = await give('Nicht für Clara', { deadlineAt: null });
    assert.ok(!(await inboxOf(clara, '?limit=100')).items.some((card) => card.id === id));
  });

  it('shows on its page what the call answers, in the same order', async () => {
    const idris = await world().signIn(login);
    const page = await idris.get('/');
    assert.equal(page.status, 200);
    const { items } = await inboxOf(idris, '?state=outstanding');
    const linked = [...page.text.matchAll(/href="\/announcements\/([0-9a-f]{32})"/g)].map(([, id]) => id);
    assert.deepEqual(
      [...new Set(linked)].slice(0, items.length),
      items.map(({ id }) => id),
    );
  });

  it('is asked for as agreed', async () => {
    const ben = await world().signIn('ben');
    for (const query of ['?state=late', '?limit=0', '?limit=101', '?page=2']) {
      assert.equal((await ben.call('GET', `/inbox${query}`)).status, 400, query);
    }
  });
});
