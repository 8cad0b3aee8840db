import assert from 'node:assert/strict';
import { channelOfShift } from '../support/chatting.ts';
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
    const marked = umlauf.readMarks.give({ channelId: place.channel_id, personId: ben.personId, seq: 5 });
    // Its question is on its way, and on PostgreSQL answered, before the other transaction ends.
    await umlauf.db('channels').where({ id: place.channel_id });
    asked.open();
    await Promise.all([elsewhere, marked]);
    assert.deepEqual(await umlauf.db('channel_members').where(place).pluck('read_seq'), [9]);
  });
});
