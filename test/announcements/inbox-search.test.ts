import assert from 'node:assert/strict';
import { confirm, released } from '../support/announcing.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Card = { id: string; title: string; number: string };
type Page = { items: Card[]; next: string | null };

describeOnEachDatabase('A search in the inbox', (world) => {
  const login = 'i.elkhatib';
  const title = 'Prüfung der Öfen in Straße 4';
  const body = 'Bitte die **Łódź-Anlage** leeren, 100 % sicher.';
  let given: Card;

  before(async () => {
    const anna = await world().signIn('anna');
    given = await released(anna, { people: [login], title, body, deadlineAt: null });
    await released(anna, { people: ['ben'], title: 'Prüfung, aber nur für Ben', deadlineAt: null });
  });

  async function found(q: string, query = ''): Promise<string[]> {
    const idris = await world().signIn(login);
    const answer = await idris.call('GET', `/inbox?limit=100&q=${encodeURIComponent(q)}${query}`);
    assert.equal(answer.status, 200, answer.text);
    return (answer.json as Page).items.map((card) => card.title);
  }

  it('finds the number, the title, the text and the sender, whatever the letters look like', async () => {
    for (const q of [
      given.number,
      'PRÜFUNG',
      'ofen',
      'strasse',
      'lodz',
      'Łódź',
      'krause öfen',
      ' anna  lodz ',
    ]) {
      assert.deepEqual((await found(q)).includes(title), true, q);
    }
  });

  it('finds only what holds every word of it', async () => {
    for (const q of ['öfen nirgends', 'Prüfung Ben', 'öfen wójcik', '%fen', '_fen', 'Zeppelin']) {
      assert.deepEqual((await found(q)).includes(title), false, q);
    }
    assert.ok((await found('100 %')).includes(title), 'a sign is a sign');
    assert.deepEqual(await found('aber nur für Ben'), [], 'nothing of another person');
  });

  it('looks only among those asked for', async () => {
    assert.deepEqual(await found('lodz', '&state=outstanding'), [title]);
    const idris = await world().signIn(login);
    await confirm(idris, given.id);
    assert.deepEqual(await found('lodz', '&state=outstanding'), []);
    assert.deepEqual(await found('lodz'), [title]);
  });

  it('knows the text that holds, and no older one', async () => {
    const anna = await world().signIn('anna');
    const correction = { kind: 'editorial', title: 'Prüfung der Pressen', body: 'Bitte leeren.' };
    const answer = await anna.call('POST', `/announcements/${given.id}/correction`, correction);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(await found('lodz'), []);
    assert.deepEqual(await found('pressen leeren'), ['Prüfung der Pressen']);
  });

  it('knows each language of a text, and shows the reader his own', async () => {
    const anna = await world().signIn('anna');
    const idris = await world().signIn(login);
    const answer = await anna.call('POST', '/announcements', {
      ...{ title: 'Fluchtweg gesperrt', body: 'Tor 2', priority: 'normal', acknowledgement: 'none' },
      translations: [{ language: 'nl', title: 'Vluchtweg afgesloten', body: 'Poort 2' }],
      audience: { people: [idris.personId] },
    });
    const { id } = answer.json as { id: string };
    await anna.call('POST', `/announcements/${id}/release`, undefined, { 'idempotency-key': id });
    await idris.post('/me/language', { language: 'nl' });
    assert.deepEqual(await found('fluchtweg'), ['Vluchtweg afgesloten']);
    await idris.post('/me/language', { language: 'de' });
    assert.deepEqual(await found('vluchtweg'), ['Fluchtweg gesperrt']);
  });
});
