import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { countUnanswered } from '../../server/answers/answer-queries.ts';
import { answer, answered, answersOf, reply, type Given } from '../support/answering.ts';
import { confirm, draftFor, released } from '../support/announcing.ts';
import { createListeners } from '../support/listener.ts';
import { join, leave } from '../support/membership.ts';
import { send, type Answer, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const typeOf = ({ json }: Answer): string => (json as { type: string }).type;

describeOnEachDatabase('Answering other than yes', (world) => {
  const cast = () => Promise.all([world().signIn('anna'), world().signIn('ben')]);
  const { connect, closeAll } = createListeners(() => world().baseUrl);
  afterEach(closeAll);
  const rowsOf = (id: string) => world().umlauf.db('answers').where({ announcement_id: id });
  const progressOf = async (anna: Visitor, id: string): Promise<unknown> =>
    (await anna.call('GET', `/announcements/${id}/progress`)).json;
  const obligationOf = async (ben: Visitor, id: string): Promise<unknown> =>
    ((await ben.call('GET', `/announcements/${id}`)).json as { obligation: unknown }).obligation;

  it('reaches the sender, recorded, and confirms nothing: not one count moves', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    const before = [await progressOf(anna, id), await obligationOf(ben, id)];
    for (const kind of ['question', 'not-concerned', 'cannot']) await answered(ben, id, { kind });
    assert.deepEqual([await progressOf(anna, id), await obligationOf(ben, id)], before);
    assert.equal((await world().umlauf.db('acknowledgements').where({ announcement_id: id })).length, 0);
    const { items } = await answersOf(anna, id);
    assert.deepEqual(
      items.map(({ kind, person, team, version }) => [kind, person?.name, team, version]),
      ['question', 'not-concerned', 'cannot'].map((kind) => [kind, 'Ben Yıldız', 'Frühschicht', 1]),
    );
    const record = { action: 'answer:given', subject: id, actor_id: ben.personId };
    const entries = (await world().umlauf.db('audit_entries').where(record)) as { details: string }[];
    assert.equal(entries.length, 3);
    assert.deepEqual(JSON.parse(entries[0]?.details ?? ''), {
      ...{ answerId: items[0]?.id, kind: 'question', version: 1 },
    });
  });

  it('is possible after confirming as well, and the confirmation stays', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    assert.equal((await confirm(ben, id)).status, 201);
    const before = await progressOf(anna, id);
    const given = await answered(ben, id, { text: 'Ab wann?\r\nUnd wie lange?' });
    assert.deepEqual([given.text, given.mine, given.reply], ['Ab wann?\nUnd wie lange?', true, null]);
    assert.deepEqual(await progressOf(anna, id), before);
  });

  it('says nothing twice, however often the same key is sent; another key does', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => answer(ben, id, {}, key)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      Array(10).fill(201),
    );
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal((await rowsOf(id)).length, 1);
    const other = await answer(ben, id, { text: 'Etwas anderes' }, key);
    assert.deepEqual([other.status, typeOf(other)], [409, '/problems/idempotency-key-reused']);
    await answered(ben, id);
    await answered(ben, id);
    assert.equal((await rowsOf(id)).length, 3, 'each call without a key stands for itself');
  });

  it('ends at twenty, with a sentence; others still can', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { people: ['ben', 'clara'] });
    for (let times = 0; times < 20; times += 1) await answered(ben, id);
    const refused = await answer(ben, id);
    assert.deepEqual([refused.status, typeOf(refused)], [422, '/problems/too-many-answers']);
    assert.match((refused.json as { detail: string }).detail, /20/);
    await answered(await world().signIn('clara'), id);
    assert.equal((await rowsOf(id)).length, 21);
  });

  it('is refused without a sentence, with too long a one, of another kind or of no version', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    const refusals: [object, number][] = [
      [{ text: '' }, 422],
      [{ text: ' \n ' }, 422],
      [{ text: 'x'.repeat(1001) }, 422],
      [{ version: 2 }, 422],
      [{ text: 'a\u0000b' }, 400],
      [{ text: 7 }, 400],
      [{ kind: 'yes' }, 400],
      [{ kind: null }, 400],
      [{ version: 0 }, 400],
      [{ version: '1' }, 400],
      [{ personId: ben.personId }, 400],
    ];
    for (const [said, status] of refusals)
      assert.equal((await answer(ben, id, said)).status, status, JSON.stringify(said).slice(0, 60));
    assert.equal((await rowsOf(id)).length, 0);
    assert.equal((await answered(ben, id, { text: 'x'.repeat(1000) })).text.length, 1000);
  });

  it('is for recipients: a stranger finds nothing, a sender who is none is refused, no token leads to 401', async () => {
    const [anna] = await cast();
    const clara = await world().signIn('clara');
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    assert.equal((await answer(clara, id)).status, 404);
    assert.equal((await clara.call('GET', `/announcements/${id}/answers`)).status, 404);
    const refused = await answer(anna, id);
    assert.deepEqual([refused.status, typeOf(refused)], [403, '/problems/only-recipients-answer']);
    const draft = await draftFor(anna, { teams: ['Frühschicht'] });
    assert.equal((await answer(await world().signIn('ben'), draft.id)).status, 404);
    const path = `${world().baseUrl}/api/v1/announcements/${id}/answers`;
    assert.equal((await send(path, { method: 'POST' })).status, 401);
    assert.equal((await send(path, {})).status, 401);
    assert.equal((await rowsOf(id)).length, 0);
  });

  it('ends for who leaves the team, and what he said stays with the sender', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    await answered(ben, id);
    await leave(world().umlauf, 'ben', 'Frühschicht');
    const [refused, list] = [await answer(ben, id), await answersOf(anna, id)];
    await join(world().umlauf, 'ben', 'Frühschicht');
    assert.equal(refused.status, 404);
    assert.equal(list.items.length, 1);
  });

  it('carries the version that was read, also when a correction came meanwhile', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { people: ['ben'] });
    const correction = { kind: 'editorial', body: 'Benutzen Sie Tor 3.' };
    assert.equal((await anna.call('POST', `/announcements/${id}/correction`, correction)).status, 200);
    await answered(ben, id, { text: 'Zur alten', version: 1 });
    await answered(ben, id, { text: 'Zur neuen' });
    const { items } = await answersOf(anna, id);
    assert.deepEqual(
      items.map(({ text, version }) => [text, version]),
      [
        ['Zur alten', 1],
        ['Zur neuen', 2],
      ],
    );
    for (const [reader, path] of [
      [anna, `/announcements/${id}/answers`],
      [ben, `/announcements/${id}`],
    ] as const)
      assert.equal((await reader.get(path)).text.split('Fassung\u00a01</p>').length, 2, path);
  });

  it('ends with the withdrawal; what was asked before can still be replied to', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { people: ['ben'] });
    const { id: answerId } = await answered(ben, id);
    const withdrawn = await anna.call('POST', `/announcements/${id}/withdrawal`, { reason: 'Ein Irrtum.' });
    assert.equal(withdrawn.status, 200, withdrawn.text);
    const refused = await answer(ben, id);
    assert.deepEqual([refused.status, typeOf(refused)], [409, '/problems/takes-no-answers']);
    assert.doesNotMatch((await ben.get(`/announcements/${id}`)).text, /id="answer-text"/);
    assert.equal((await reply(anna, id, answerId)).status, 200);
    assert.equal((await answersOf(ben, id)).items[0]?.reply?.text, 'Ja, auch für Halle 4.');
  });

  it('is told to the sender’s open pages and to the person’s other ones, to nobody else', async () => {
    const [anna, ben] = await cast();
    const mehmet = await world().signIn('m.aydogan');
    const { id } = await released(anna, { people: ['ben', 'm.aydogan'] });
    const [annas, bens, mehmets] = [await connect(anna), await connect(ben), await connect(mehmet)];
    await answered(ben, id);
    for (const listener of [annas, bens])
      assert.deepEqual(await listener.hears('announcement:changed'), { id });
    assert.deepEqual(mehmets.heard, []);
  });

  it('is counted for many announcements at once, while it waits for a reply', async () => {
    const [anna, ben] = await cast();
    const [one, two] = [await released(anna, { people: ['ben'] }), await released(anna, { people: ['ben'] })];
    await answered(ben, one.id);
    const { id: answerId } = await answered(ben, one.id);
    const counts = async () => [...(await countUnanswered(world().umlauf.db, [one.id, two.id]))];
    assert.deepEqual(await counts(), [[one.id, 2]]);
    const path = `/announcements/${one.id}/answers/${answerId}/reply`;
    assert.equal(((await anna.call('POST', path, { text: 'Ja.' })).json as Given).reply?.text, 'Ja.');
    assert.deepEqual(await counts(), [[one.id, 1]]);
  });
});
