import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { answered, answersOf, reply } from '../support/answering.ts';
import { draftFor, released } from '../support/announcing.ts';
import { send, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const form = (given: Record<string, string> = {}) => ({
  ...{ kind: 'cannot', text: 'Ich stehe allein\r\nan *Linie 2*.', version: '1' },
  ...{ idempotencyKey: randomUUID(), ...given },
});

describeOnEachDatabase('The pages of answers', (world) => {
  let anna: Visitor;
  let ben: Visitor;
  let mehmet: Visitor;
  let id = '';
  before(async () => {
    [anna, ben, mehmet] = [
      await world().signIn('anna'),
      await world().signIn('ben'),
      await world().signIn('m.aydogan'),
    ];
  });
  beforeEach(async () => {
    id = (await released(anna, { people: ['ben', 'm.aydogan'] })).id;
  });
  const page = async (visitor: Visitor, path: string): Promise<string> => {
    const { status, text } = await visitor.get(path);
    assert.equal(status, 200, path);
    return text;
  };

  it('take what a recipient says, once, and show it to him as plain text with its lines', async () => {
    const [path, given] = [`/announcements/${id}/answers`, form()];
    const sent = [await ben.post(path, given), await ben.post(path, given)];
    for (const { status, headers } of sent) {
      assert.equal(status, 303);
      assert.match(headers.get('location') ?? '', /^\/announcements\/\w{32}\?answered=(\w{32})#answer-\1$/);
    }
    const shown = await page(ben, sent[0]?.headers.get('location')?.split('#')[0] ?? '');
    assert.equal(shown.split('Ich stehe allein\nan *Linie 2*.').length, 2, 'it stands there once');
    assert.match(shown, /<li id="answer-\w{32}" class="talk-turn" tabindex="-1" autofocus>/);
    assert.match(shown, /action="\/announcements\/\w{32}\/answers"/, 'one may say more');
    assert.doesNotMatch(await page(mehmet, `/announcements/${id}`), /Linie 2/);
  });

  it('give back what was typed, with a sentence at the field', async () => {
    const typed = `"Wörtlich" <b>${'x'.repeat(1000)}`;
    const { status, text } = await ben.post(`/announcements/${id}/answers`, form({ text: typed }));
    assert.equal(status, 422);
    assert.match(text, /&quot;Wörtlich&quot; &lt;b&gt;x{1000}<\/textarea>/);
    assert.match(text, /value="cannot" checked/);
    assert.match(text, /id="answer-error" class="field-error"/);
    assert.doesNotMatch(text, /<main[^>]*>(?:(?!<\/main>)[^])*data-live/, 'a refresh would take it away');
  });

  it('let the sender reply, publish without the name, change it and take it back', async () => {
    const { id: answerId } = await answered(ben, id, { text: 'Wo stellen wir uns auf?' });
    const list = `/announcements/${id}/answers`;
    assert.match(await page(anna, list), /Ben Yıldız<\/strong>, Frühschicht/);
    assert.match(await page(anna, `${list}?reply=${answerId}`), /<textarea id="reply-text"/);
    const path = `${list}/${answerId}/reply`;
    const published = await anna.post(path, { text: 'Auf dem Grünstreifen.', publish: '1' });
    assert.deepEqual([published.status, published.headers.get('location')], [303, `${list}?sent=published`]);
    const seen = await page(mehmet, `/announcements/${id}`);
    assert.match(seen, /Wo stellen wir uns auf\?/);
    assert.match(seen, /Auf dem Grünstreifen\./);
    assert.doesNotMatch(seen, new RegExp(`Yıldız|${ben.personId}`));
    const takenBack = await anna.post(path, { text: 'Auf dem Grünstreifen.' });
    assert.equal(takenBack.headers.get('location'), `${list}?sent=taken-back`);
    assert.doesNotMatch(await page(mehmet, `/announcements/${id}`), /Grünstreifen/);
    assert.match(await page(ben, `/announcements/${id}`), /Grünstreifen/);
    assert.match(await page(anna, `${list}?reply=${answerId}`), />Auf dem Grünstreifen\.<\/textarea>/);
    for (const sent of ['replied', 'published', 'taken-back'])
      assert.match(await page(anna, `${list}?sent=${sent}`), /class="notice/);
  });

  it('give a refused reply back as it was typed', async () => {
    const { id: answerId } = await answered(ben, id);
    const path = `/announcements/${id}/answers/${answerId}/reply`;
    const { status, text } = await anna.post(path, { text: `Wort ${'x'.repeat(2000)}`, publish: '1' });
    assert.equal(status, 422);
    assert.match(text, />Wort x{2000}<\/textarea>/);
    assert.match(text, /name="publish" value="1"[^>]* checked/);
    assert.equal((await answersOf(anna, id)).items[0]?.reply, null);
  });

  it('offer no further answer where twenty were given, and say so', async () => {
    for (let times = 0; times < 20; times += 1) await answered(mehmet, id);
    const shown = await page(mehmet, `/announcements/${id}`);
    assert.doesNotMatch(shown, /id="answer-text"/);
    assert.match(shown, /Please speak to Anna Krause in person|sprechen Sie Anna Krause persönlich/);
  });

  it('are the sender’s: a recipient is refused, a stranger finds none, no session leads to the sign-in', async () => {
    const { id: answerId } = await answered(ben, id);
    const [list, path] = [`/announcements/${id}/answers`, `/announcements/${id}/answers/${answerId}/reply`];
    const clara = await world().signIn('clara');
    assert.deepEqual(
      [(await ben.get(list)).status, (await ben.post(path, { text: 'Ja.' })).status],
      [403, 403],
    );
    assert.deepEqual(
      [(await clara.get(list)).status, (await clara.post(path, { text: 'x' })).status],
      [404, 404],
    );
    assert.equal((await clara.post(list, form())).status, 404);
    const refused = await anna.post(list, form());
    assert.equal(refused.status, 403);
    assert.doesNotMatch(refused.text, /id="answer-text"/, 'what can never be sent is not asked for again');
    for (const method of ['GET', 'POST'])
      assert.equal((await send(world().baseUrl + list, { method })).status, 303, method);
    const other = await answered(ben, (await released(anna, { people: ['ben'] })).id);
    assert.equal((await anna.get(`${list}?reply=${other.id}`)).status, 404);
  });

  it('record that the sender looked at names, once in ten minutes', async () => {
    await answered(ben, id);
    const looks = async () =>
      (await world().umlauf.db('audit_entries').where({ action: 'recipients:looked-at', subject: id }))
        .length;
    for (let times = 0; times < 2; times += 1) await page(anna, `/announcements/${id}/answers`);
    assert.equal(await looks(), 1);
  });

  it('lead from a draft to where it is written', async () => {
    const draft = await draftFor(anna, { people: ['ben'] });
    assert.equal((await anna.get(`/announcements/${draft.id}/answers`)).status, 303);
  });

  it('name whoever replied, also when another publisher has the announcement now', async () => {
    const { id: answerId } = await answered(ben, id);
    await reply(anna, id, answerId, { publish: true });
    const { personId } = await world().signIn('m.wojcik');
    await world().umlauf.transaction((tx) =>
      tx('announcements').where({ id }).update({ sender_id: personId }),
    );
    assert.match(await page(mehmet, `/announcements/${id}`), /<strong>Anna Krause<\/strong> <time/);
  });
});
