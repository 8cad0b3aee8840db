import assert from 'node:assert/strict';
import { postTogether } from '../../server/channels/post-together.ts';
import { deactivatePerson } from '../../server/directory/deactivate-person.ts';
import { changesFor, messagesFor, opened, post, say, textsFor, type Said } from '../support/chatting.ts';
import { createListeners } from '../support/listener.ts';
import { join, leave } from '../support/membership.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const seqOf = (told: unknown): number => (told as { message: { seq: number } }).message.seq;
type Listed = { items: { id: string; title: string }[] };

describeOnEachDatabase('Who is in a channel', (world) => {
  const { connect, closeAll } = createListeners(() => world().baseUrl);
  afterEach(closeAll);
  const signIn = (login: string) => world().signIn(login);
  const house = () => world().umlauf;
  beforeEach(() => join(house(), 'ben', 'Frühschicht'));

  it('is who the directory has in its teams, those inside them included', async () => {
    const [anna, ben] = [await signIn('anna'), await signIn('ben')];
    const channelId = await opened(house(), anna, { teams: ['Frühschicht', 'Werkleitung'] });
    const { items } = (await ben.call('GET', `/channels/${channelId}/members`)).json as {
      items: { id: string; name: string }[];
    };
    const ids = items.map(({ id }) => id);
    assert.ok(ids.includes(anna.personId) && ids.includes(ben.personId));
    const clara = await signIn('clara');
    assert.ok(!ids.includes(clara.personId));
    const mine = (await clara.call('GET', '/channels')).json as Listed;
    assert.ok(!mine.items.some(({ id }) => id === channelId));
  });

  it('hears nothing from the moment on in which the directory takes him out, and finds nothing any more', async () => {
    const [anna, ben] = [await signIn('anna'), await signIn('ben')];
    const channelId = await opened(house(), anna, {
      teams: ['Frühschicht', 'Werkleitung'],
      history: 'whole',
    });
    const page = await connect({ cookie: ben.cookie });
    const boss = await connect({ cookie: anna.cookie });
    const before = await say(anna, channelId, 'Noch mit Ben');
    await page.hears('message:posted');
    await leave(house(), 'ben', 'Frühschicht');
    const after = await say(anna, channelId, 'Ohne Ben');
    await anna.call('PATCH', `/channels/${channelId}/messages/${before.seq}`, {
      text: 'Erst recht ohne Ben',
    });
    await boss.hears('message:posted', 2);
    await boss.hears('message:changed');
    await page.hears('membership:changed');
    assert.deepEqual(await page.ask('channel:typing', { channelId }), { ok: false, code: 'not-found' });
    assert.deepEqual(page.of('message:posted').map(seqOf), [before.seq]);
    assert.deepEqual(page.of('message:changed'), []);
    for (const [method, path, body] of [
      ...[
        ['GET', '/messages'],
        ['GET', `/changes?since=${after.revision - 1}`],
        ['GET', ''],
      ],
      ...[
        ['POST', '/messages', { clientMessageId: '1', text: 'Hallo?' }],
        ['PUT', '/read', { seq: 1 }],
      ],
    ] as [string, string, object?][])
      assert.equal((await ben.call(method, `/channels/${channelId}${path}`, body)).status, 404, path);
    const again = await connect({ cookie: ben.cookie });
    await say(anna, channelId, 'Immer noch ohne Ben');
    await boss.hears('message:posted', 3);
    assert.deepEqual(await again.ask('channel:typing', { channelId }), { ok: false, code: 'not-found' });
    assert.deepEqual(again.of('message:posted'), []);
  });

  it('sees from his joining on, or all that is kept, as the channel says', async () => {
    const anna = await signIn('anna');
    const [sees, all] = await Promise.all(
      (['joining', 'whole'] as const).map((history) =>
        opened(house(), anna, { teams: ['Frühschicht', 'Werkleitung'], history }),
      ),
    );
    assert.ok(sees !== undefined && all !== undefined);
    for (const id of [sees, all]) await say(anna, id, 'Vor Clara');
    await join(house(), 'clara', 'Frühschicht');
    const clara = await signIn('clara');
    const page = await connect({ cookie: clara.cookie });
    for (const id of [sees, all]) await say(anna, id, 'Mit Clara');
    await page.hears('message:posted', 2);
    assert.deepEqual(await textsFor(clara, sees), ['Mit Clara']);
    assert.deepEqual(await textsFor(clara, all), ['Vor Clara', 'Mit Clara']);
    assert.deepEqual(
      (await changesFor(clara, sees)).items.map(({ seq }) => seq),
      [2],
    );
    assert.equal(
      (await clara.call('PUT', `/channels/${sees}/messages/1/reactions/${encodeURIComponent('👍')}`)).status,
      404,
    );
  });

  it('hears nothing of what was said while he was away, though he is back when it is told', async () => {
    const [anna, ben] = [await signIn('anna'), await signIn('ben')];
    const channelId = await opened(house(), anna, { teams: ['Frühschicht', 'Werkleitung'] });
    const page = await connect({ cookie: ben.cookie });
    // As another process does it: all is committed before this one follows any of it.
    const elsewhere = { ...house(), transaction: house().database.transaction };
    const posting = {
      channelId,
      personId: anna.personId,
      clientMessageId: 'a',
      text: 'Ohne Ben',
      replyToSeq: null,
    };
    await leave(elsewhere, 'ben', 'Frühschicht');
    await postTogether(elsewhere, [posting]);
    await join(elsewhere, 'ben', 'Frühschicht');
    const said = await say(anna, channelId, 'Wieder mit Ben');
    await page.hears('message:posted');
    assert.deepEqual(page.of('message:posted').map(seqOf), [said.seq]);
    assert.deepEqual(await textsFor(ben, channelId), ['Wieder mit Ben']);
  });

  it('is not told a text that was put there after he had been taken out', async () => {
    const [anna, ben] = [await signIn('anna'), await signIn('ben')];
    const channelId = await opened(house(), anna, { teams: ['Frühschicht', 'Werkleitung'] });
    const page = await connect({ cookie: ben.cookie });
    const elsewhere = { ...house(), transaction: house().database.transaction };
    const posting = {
      channelId,
      personId: anna.personId,
      clientMessageId: 'a',
      text: 'Harmlos',
      replyToSeq: null,
    };
    await postTogether(elsewhere, [posting]);
    await leave(elsewhere, 'ben', 'Frühschicht');
    await anna.call('PATCH', `/channels/${channelId}/messages/1`, { text: 'Nicht für Ben' });
    await page.hears('membership:changed');
    // What she had said before may have reached him before.
    const texts = page.of('message:posted').map((event) => (event as { message: Said }).message.text);
    assert.ok(!texts.includes('Nicht für Ben'), texts.join(', '));
  });

  it('loses nothing that others said when he leaves the house, and is out of everything', async () => {
    const [anna, ben] = [await signIn('anna'), await signIn('ben')];
    const channelId = await opened(house(), anna, {
      teams: ['Frühschicht', 'Werkleitung'],
      history: 'whole',
    });
    await say(ben, channelId, 'Mein letzter Tag');
    await deactivatePerson(house(), null, 'ben');
    assert.equal((await post(ben, channelId, 'Noch da?')).status, 401);
    assert.deepEqual(
      (await messagesFor(anna, channelId)).map(({ text, sender }) => [text, sender.name]),
      [['Mein letzter Tag', 'Ben Yıldız']],
    );
    const places = await house().db('channel_members').where({ person_id: ben.personId });
    assert.deepEqual(places, []);
  });
});
