import assert from 'node:assert/strict';
import { opened } from '../support/chatting.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('What Enter does', (world) => {
  it('is to send, until somebody chooses Ctrl and Enter under Me; the shortcuts stay as they are', async () => {
    const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
    const id = await opened(world().umlauf, anna, { teams: ['Frühschicht', 'Werkleitung'] });
    const inConversation = async (visitor = ben) =>
      /data-enter="(\w+)"/.exec((await visitor.get(`/channels/${id}`)).text)?.[1];
    assert.equal(await inConversation(), 'send');
    assert.equal(
      (await ben.post('/me/enter', { enter: 'line' })).headers.get('location'),
      '/me#section-enter',
    );
    assert.deepEqual([await inConversation(), await inConversation(anna)], ['line', 'send']);
    const me = (await ben.get('/me')).text;
    assert.match(me, /value="line" aria-pressed="true"/);
    assert.match(me, /name="shortcuts" value="on" aria-pressed="true"/);
    assert.equal((await ben.post('/me/enter', { enter: 'send', _csrf: 'x' })).status, 403);
    assert.equal(await inConversation(), 'line');
  });
});
