import assert from 'node:assert/strict';
import { plantChannel } from '../support/plant-channel.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Entry = { actor_id: string; action: string; details: string };

describeOnEachDatabase('A conversation that is said to be over', (world) => {
  const house = () => world().umlauf;
  let [anna, ben]: (Visitor | undefined)[] = [];
  before(async () => {
    [anna, ben] = await Promise.all(['anna', 'ben'].map((login) => world().signIn(login)));
  });
  const cast = () => {
    assert.ok(anna && ben);
    return { anna, ben };
  };
  const plant = (retention: ['conversation' | 'days', number | null], messages: number) =>
    plantChannel(house(), {
      ...{ retention, members: [cast().anna.personId, cast().ben.personId] },
      postedAt: Array.from({ length: messages }, () => world().clock.now()),
    });
  const countIn = async (channelId: string): Promise<number> =>
    ((await house().db('messages').where({ channel_id: channelId }).pluck('seq')) as number[]).length;
  const entriesOn = async (subject: string): Promise<Entry[]> =>
    (await house()
      .db('audit_entries')
      .where({ subject })
      .orderBy('seq')
      .select('actor_id', 'action', 'details')) as Entry[];

  it('is gone for good by then, however long it was, for whoever of its members says so', async () => {
    const channelId = await plant(['conversation', null], 1100);
    const answer = await cast().ben.call('POST', `/channels/${channelId}/ending`);
    assert.equal(answer.status, 204, answer.text);
    assert.equal(await countIn(channelId), 0);
    const { kind, payload } = (await house().db('change_feed').orderBy('id', 'desc').first()) as {
      kind: string;
      payload: string;
    };
    assert.deepEqual(
      [kind, JSON.parse(payload)],
      ['channel:cleared', { channelId, beforeSeq: 1101 }],
      'open pages are told',
    );
  });

  it('stands in the record with who said so and how much it was, not with a word of it', async () => {
    const channelId = await plant(['conversation', 8], 3);
    for (const again of [1, 2])
      assert.equal(
        (await cast().anna.post(`/channels/${channelId}/ending`)).headers.get('location'),
        `/channels/${channelId}`,
        String(again),
      );
    const entries = await entriesOn(channelId);
    assert.equal(entries.length, 1, 'it is over once');
    const [entry] = entries;
    assert.deepEqual([entry?.actor_id, entry?.action], [cast().anna.personId, 'conversation:ended']);
    assert.deepEqual(JSON.parse(entry?.details ?? ''), { messages: 3 });
  });

  it('is nothing that a channel with a fixed time knows, and nothing for whoever is not in it', async () => {
    const [kept, foreign] = [await plant(['days', 30], 2), await plant(['conversation', null], 2)];
    const refused = await cast().ben.call('POST', `/channels/${kept}/ending`);
    assert.equal(refused.status, 409);
    const clara = await world().signIn('clara');
    assert.equal((await clara.call('POST', `/channels/${foreign}/ending`)).status, 404);
    assert.equal((await cast().ben.post(`/channels/${foreign}/ending`, { _csrf: 'none' })).status, 403);
    assert.deepEqual([await countIn(kept), await countIn(foreign)], [2, 2]);
    assert.deepEqual(await entriesOn(foreign), []);
  });
});
