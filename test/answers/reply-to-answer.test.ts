import assert from 'node:assert/strict';
import { answered, answersOf, reply, type Given } from '../support/answering.ts';
import { released } from '../support/announcing.ts';
import { createListeners } from '../support/listener.ts';
import { newId } from '../../server/platform/ids.ts';
import { send, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('Replying to an answer', (world) => {
  let anna: Visitor;
  let ben: Visitor;
  let mehmet: Visitor;
  let id = '';
  const { connect, closeAll } = createListeners(() => world().baseUrl);
  afterEach(closeAll);
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
  const actsOn = async (): Promise<string[]> => {
    const rows = (await world()
      .umlauf.db('audit_entries')
      .where({ subject: id, actor_id: anna.personId })
      .whereLike('action', 'answer:%')
      .orderBy('seq')) as { action: string }[];
    return rows.map(({ action }) => action);
  };

  it('is seen by whoever asked, and by nobody else', async () => {
    const { id: answerId } = await answered(ben, id);
    const answer = await reply(anna, id, answerId, { text: 'Ja.\r\nAuch dort.' });
    assert.equal(answer.status, 200, answer.text);
    const [own] = (await answersOf(ben, id)).items;
    assert.deepEqual(
      [own?.reply?.text, own?.reply?.repliedBy, own?.published, own?.mine],
      ['Ja.\nAuch dort.', 'Anna Krause', false, true],
    );
    assert.deepEqual((await answersOf(mehmet, id)).items, []);
    assert.deepEqual(await actsOn(), ['answer:replied']);
  });

  it('may publish both, without the name and the time of who asked, and take them back', async () => {
    const { id: answerId } = await answered(ben, id);
    assert.equal((await reply(anna, id, answerId, { publish: true })).status, 200);
    const [seen] = (await answersOf(mehmet, id)).items;
    assert.deepEqual(
      { ...seen, reply: seen?.reply?.text },
      {
        ...{ id: answerId, kind: 'question', text: 'Gilt das auch für Halle 4?', version: 1, mine: false },
        ...{ givenAt: null, person: null, team: null, reply: 'Ja, auch für Halle 4.', published: true },
      },
    );
    assert.equal((await reply(anna, id, answerId, { publish: false })).status, 200);
    assert.deepEqual((await answersOf(mehmet, id)).items, []);
    assert.equal((await answersOf(ben, id)).items[0]?.reply?.text, 'Ja, auch für Halle 4.');
    assert.deepEqual(await actsOn(), ['answer:replied', 'answer:published', 'answer:taken-back']);
  });

  it('again edits the reply; the same again changes nothing', async () => {
    const { id: answerId } = await answered(ben, id);
    const first = (await reply(anna, id, answerId)).json as Given;
    world().clock.advance(1000);
    assert.deepEqual((await reply(anna, id, answerId)).json, first);
    const edited = (await reply(anna, id, answerId, { text: 'Nein, doch nicht.' })).json as Given;
    assert.equal(edited.reply?.text, 'Nein, doch nicht.');
    assert.notEqual(edited.reply.repliedAt, first.reply?.repliedAt);
    assert.deepEqual(await actsOn(), ['answer:replied', 'answer:replied']);
  });

  it('leaves no text in the record, which is never deleted', async () => {
    const { id: answerId } = await answered(ben, id, { text: 'Hagebuttenfrage' });
    await reply(anna, id, answerId, { text: 'Hagebuttenantwort', publish: true });
    const { db } = world().umlauf;
    for (const table of ['audit_entries', 'idempotency_keys', 'change_feed'])
      assert.doesNotMatch(JSON.stringify(await db(table)), /Hagebutten/, table);
  });

  it('is refused without a text, with too long a one and with what is none', async () => {
    const { id: answerId } = await answered(ben, id);
    for (const text of ['', ' ', 'x'.repeat(2001)])
      assert.equal((await reply(anna, id, answerId, { text })).status, 422);
    for (const odd of [{ text: 'a\u0000b' }, { publish: 'yes' }, { text: null }, { more: 1 }])
      assert.equal((await reply(anna, id, answerId, odd as object)).status, 400, JSON.stringify(odd));
    assert.deepEqual(await actsOn(), []);
  });

  it('is the sender’s: a recipient is refused, for others there is nothing, no token leads to 401', async () => {
    const { id: answerId } = await answered(ben, id);
    for (const recipient of [ben, mehmet]) assert.equal((await reply(recipient, id, answerId)).status, 403);
    for (const login of ['clara', 'm.wojcik'])
      assert.equal((await reply(await world().signIn(login), id, answerId)).status, 404);
    const { id: other } = await released(anna, { people: ['ben'] });
    assert.equal((await reply(anna, other, answerId)).status, 404, 'an answer to another announcement');
    for (const none of [newId(), 'no-id']) assert.equal((await reply(anna, id, none)).status, 404);
    const path = `${world().baseUrl}/api/v1/announcements/${id}/answers/${answerId}/reply`;
    assert.equal((await send(path, { method: 'POST' })).status, 401);
    assert.deepEqual(await actsOn(), []);
  });

  it('is told to whoever asked; what is published or taken back, to all recipients', async () => {
    const { id: answerId } = await answered(ben, id);
    const [bens, mehmets] = [await connect(ben), await connect(mehmet)];
    await reply(anna, id, answerId);
    assert.deepEqual(await bens.hears('announcement:changed'), { id });
    assert.deepEqual(mehmets.heard, []);
    await reply(anna, id, answerId, { publish: true });
    assert.deepEqual(await mehmets.hears('announcement:changed'), { id });
    await reply(anna, id, answerId, { publish: false });
    assert.deepEqual(await mehmets.hears('announcement:changed', 2), { id });
  });
});
