import assert from 'node:assert/strict';
import { changesFor, opened, say, textsFor } from '../support/chatting.ts';
import { createListeners } from '../support/listener.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hourMs = 3_600_000;

describeOnEachDatabase('A conversation that was over for want of posts', (world) => {
  const { connect, closeAll } = createListeners(() => world().baseUrl);
  afterEach(closeAll);

  it('begins anew with the next post: what was said before does not come back', async () => {
    const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
    const channelId = await opened(world().umlauf, anna, {
      teams: ['Frühschicht', 'Werkleitung'],
      retention: { unit: 'conversation', idleHours: 1 },
    });
    const page = await connect({ cookie: ben.cookie });
    await say(anna, channelId, 'Wer hat den Schlüssel?');
    await say(ben, channelId, 'Ich.');
    world().clock.advance(3 * hourMs);
    assert.deepEqual(await textsFor(ben, channelId), []);
    const { seq } = await say(anna, channelId, 'Guten Morgen.');
    assert.deepEqual(await textsFor(ben, channelId), ['Guten Morgen.']);
    assert.equal((await changesFor(ben, channelId)).firstSeq, seq);
    assert.deepEqual(await page.hears('channel:cleared'), { channelId, beforeSeq: seq });
    world().clock.advance(hourMs / 2);
    await say(ben, channelId, 'Morgen.');
    assert.deepEqual(await textsFor(anna, channelId), ['Guten Morgen.', 'Morgen.']);
  });
});
