import assert from 'node:assert/strict';
import { changesFor, opened, say, textsFor } from '../support/chatting.ts';
import { createListeners } from '../support/listener.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hourMs = 3_600_000;

describeOnEachDatabase('A channel that keeps its messages longer from now on', (world) => {
  const { connect, closeAll } = createListeners(() => world().baseUrl);
  afterEach(closeAll);

  for (const [rule, retention] of [
    ['so many hours', { unit: 'hours', amount: 1 }],
    ['the end of the conversation', { unit: 'conversation', idleHours: 1 }],
  ] as const)
    it(`does not show again what had run out by ${rule}, though nothing has swept it away yet`, async () => {
      const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      const teams = ['Frühschicht', 'Werkleitung'];
      const channelId = await opened(world().umlauf, anna, { teams, retention });
      const page = await connect({ cookie: ben.cookie });
      await say(ben, channelId, 'Der Code ist 4711.');
      world().clock.advance(2 * hourMs);
      assert.deepEqual(await textsFor(ben, channelId), []);
      const longer = { retention: { unit: 'days', amount: 30 } };
      assert.equal((await anna.call('PATCH', `/channels/${channelId}`, longer)).status, 200);
      assert.deepEqual(await textsFor(ben, channelId), []);
      assert.equal((await changesFor(ben, channelId)).firstSeq, 2);
      assert.deepEqual(await page.hears('channel:cleared'), { channelId, beforeSeq: 2 });
      await say(ben, channelId, 'Neuer Code.');
      world().clock.advance(2 * hourMs);
      assert.deepEqual(await textsFor(anna, channelId), ['Neuer Code.']);
      const found = await ben.call('GET', '/messages?q=4711');
      assert.deepEqual((found.json as { items: unknown[] }).items, []);
    });

  it('loses nothing that its rule still holds', async () => {
    const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
    const channelId = await opened(world().umlauf, anna, {
      teams: ['Frühschicht', 'Werkleitung'],
      retention: { unit: 'hours', amount: 2 },
    });
    await say(ben, channelId, 'Zuerst');
    world().clock.advance(1.5 * hourMs);
    await say(ben, channelId, 'Danach');
    world().clock.advance(hourMs);
    const longer = { retention: { unit: 'hours', amount: 3 } };
    assert.equal((await anna.call('PATCH', `/channels/${channelId}`, longer)).status, 200);
    assert.deepEqual(await textsFor(ben, channelId), ['Danach']);
    const shorter = { retention: { unit: 'hours', amount: 2 } };
    assert.equal((await anna.call('PATCH', `/channels/${channelId}`, shorter)).status, 200);
    assert.deepEqual(await textsFor(ben, channelId), ['Danach']);
  });
});
