import assert from 'node:assert/strict';
import { channelOfShift, say } from '../support/chatting.ts';
import { createGate } from '../support/gate.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('A read marker', (world) => {
  it('is not lowered by one that began before it was raised elsewhere', async () => {
    const { umlauf } = world();
    const ben = await world().signIn('ben');
    const place = { channel_id: await channelOfShift(umlauf, ben), person_id: ben.personId };
    const [raised, asked] = [createGate(), createGate()];
    const elsewhere = umlauf.transaction(async (tx) => {
      await tx('channel_members').where(place).update({ read_seq: 9 });
      raised.open();
      await asked.opened;
    });
    await raised.opened;
    const marked = umlauf.readMarks.give({
      channelId: place.channel_id,
      personId: ben.personId,
      seq: 5,
      seen: 5,
    });
    // Its question is on its way, and on PostgreSQL answered, before the other transaction ends.
    await umlauf.db('channels').where({ id: place.channel_id });
    asked.open();
    await Promise.all([elsewhere, marked]);
    assert.deepEqual(await umlauf.db('channel_members').where(place).pluck('read_seq'), [9]);
  });

  it('stays before what was not in sight when its person posts, and goes up with his posts when all is read', async () => {
    const { umlauf, signIn } = world();
    const [ben, mehmet] = [await signIn('ben'), await signIn('m.aydogan')];
    const channelId = await channelOfShift(umlauf, ben);
    const place = { channel_id: channelId, person_id: ben.personId };
    const markers = async (): Promise<unknown> =>
      umlauf.db('channel_members').where(place).first('read_seq', 'seen_seq');
    assert.deepEqual(await markers(), { read_seq: 1, seen_seq: 1 });
    await say(mehmet, channelId, 'Wer kommt?');
    await say(ben, channelId, 'Ich rufe gleich an.');
    assert.deepEqual(await markers(), { read_seq: 1, seen_seq: 3 });
    const answer = await ben.call('PUT', `/channels/${channelId}/read`, { seq: 2, seen: 9 });
    assert.deepEqual(answer.json, { seq: 2 });
    await say(ben, channelId, 'Erledigt.');
    assert.deepEqual(await markers(), { read_seq: 2, seen_seq: 4 }, 'his own is none that he has to read');
    await ben.call('PUT', `/channels/${channelId}/read`, { seq: 4 });
    await say(ben, channelId, 'Bis morgen.');
    assert.deepEqual(await markers(), { read_seq: 5, seen_seq: 5 });
  });
});
