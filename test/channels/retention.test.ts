import assert from 'node:assert/strict';
import { clearOverdue } from '../../server/channels/retention/clear-overdue.ts';
import { indexMessages } from '../../server/channels/search/search-store.ts';
import { listOverdue } from '../../server/channels/retention/retention-queries.ts';
import { raiseFirstSeq } from '../../server/channels/retention/retention-store.ts';
import { firstBatch, nextBatch } from '../../server/channels/retention/retention.ts';
import { eventually } from '../support/eventually.ts';
import { plantChannel } from '../support/plant-channel.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const [minute, hour] = [60_000, 3_600_000];
const day = 24 * hour;
type Fed = { kind: string; payload: string };

describeOnEachDatabase('What is past its time in a channel', (world) => {
  const house = () => world().umlauf;
  const now = () => world().clock.now();
  const ages = (...agesMs: number[]) => agesMs.map((age) => now() - age);
  const seqsIn = async (channelId: string): Promise<number[]> =>
    (await house().db('messages').where({ channel_id: channelId }).orderBy('seq').pluck('seq')) as number[];
  const firstSeqOf = async (id: string): Promise<number> =>
    ((await house().db('channels').where({ id }).first('first_seq')) as { first_seq: number }).first_seq;
  const clearedIn = async (channelId: string): Promise<unknown[]> =>
    ((await house().db('change_feed').where({ kind: 'channel:cleared' }).orderBy('id')) as Fed[])
      .map(({ payload }) => JSON.parse(payload) as { channelId: string })
      .filter((cleared) => cleared.channelId === channelId);

  // The house looks by itself at its start.
  before(() =>
    eventually(
      () => world().umlauf.db('clock_watch').pluck('id'),
      (rows) => rows.length === 1,
    ),
  );

  it('is deleted after its days or hours, to the millisecond, and what is younger stays', async () => {
    const byDays = await plantChannel(house(), {
      postedAt: ages(40 * day, 30 * day + minute, 30 * day - minute, 0),
    });
    const byHours = await plantChannel(house(), {
      ...{ retention: ['hours', 2], postedAt: ages(3 * hour, 2 * hour + minute, 2 * hour - minute) },
    });
    assert.equal((await clearOverdue(house())).left, 0);
    assert.deepEqual(await seqsIn(byDays), [3, 4]);
    assert.deepEqual(await seqsIn(byHours), [3]);
    assert.deepEqual([await firstSeqOf(byDays), await firstSeqOf(byHours)], [3, 3]);
    assert.deepEqual(await clearedIn(byDays), [{ channelId: byDays, beforeSeq: 3 }], 'open pages are told');
  });

  it('is the whole conversation once nobody has posted for so many hours, and none of it before', async () => {
    const idle = await plantChannel(house(), {
      ...{ retention: ['conversation', 1], postedAt: ages(5 * day, hour + minute) },
    });
    const going = await plantChannel(house(), {
      ...{ retention: ['conversation', 1], postedAt: ages(5 * day, hour - minute) },
    });
    const untilSaid = await plantChannel(house(), {
      ...{ retention: ['conversation', null], postedAt: ages(900 * day) },
    });
    await clearOverdue(house());
    assert.deepEqual(await seqsIn(idle), []);
    assert.equal(await firstSeqOf(idle), 3);
    assert.deepEqual(await seqsIn(going), [1, 2]);
    assert.deepEqual(await seqsIn(untilSaid), [1]);
  });

  it('takes mentions and reactions along', async () => {
    const channelId = await plantChannel(house(), { postedAt: ages(31 * day, 0) });
    const { personId } = await world().signIn('ben');
    const hangs = { channel_id: channelId, person_id: personId };
    await house().transaction(async (tx) => {
      for (const seq of [1, 2]) {
        await tx('message_mentions').insert({ ...hangs, seq });
        await tx('message_reactions').insert({ ...hangs, seq, emoji: '👍', at: now() });
      }
    });
    await clearOverdue(house());
    for (const table of ['message_mentions', 'message_reactions'])
      assert.deepEqual(await house().db(table).where({ channel_id: channelId }).pluck('seq'), [2], table);
  });

  it('is found by no word any more', async () => {
    const channelId = await plantChannel(house(), { postedAt: ages(31 * day, 0) });
    const places = [1, 2].map((seq) => ({ channelId, seq }));
    await house().transaction((tx) => indexMessages(tx, places));
    const rowIds = (await house()
      .db('messages')
      .where({ channel_id: channelId })
      .pluck('row_id')) as number[];
    const indexed = async () =>
      (await house().db('message_search').whereIn('rowid', rowIds).pluck('rowid')).length;
    assert.equal(await indexed(), 2);
    await clearOverdue(house());
    assert.equal(await indexed(), 1);
  });

  it('goes in batches, and whoever is stopped between two of them goes on where he was', async () => {
    const postedAt = Array.from({ length: 1200 }, (_, index) => now() - 31 * day - index);
    const channelId = await plantChannel(house(), { postedAt: [...postedAt, now()] });
    let batches = 0;
    const first = await clearOverdue(house(), () => batches++ === 1);
    assert.deepEqual([first.deleted, first.left], [firstBatch, 1200 - firstBatch]);
    assert.equal(await firstSeqOf(channelId), 1201, 'nobody sees any of it');
    assert.equal((await seqsIn(channelId))[0], firstBatch + 1, 'the oldest went first');
    const second = await clearOverdue(house());
    assert.deepEqual([second.deleted, second.left], [1200 - firstBatch, 0]);
    assert.deepEqual(await seqsIn(channelId), [1201]);
    assert.equal((await clearedIn(channelId)).length, 1);
    assert.deepEqual(await clearOverdue(house()), { deleted: 0, left: 0 });
  });

  it('goes in batches that nobody waits for long, and of 500 at most', () => {
    assert.deepEqual([nextBatch(50, 5), nextBatch(400, 5)], [100, 500]);
    assert.deepEqual([nextBatch(500, 50), nextBatch(500, 600), nextBatch(10, 600)], [250, 20, 10]);
  });

  it('goes once when two processes look at the same time', async () => {
    const channelId = await plantChannel(house(), {
      postedAt: Array.from({ length: 1000 }, () => now() - 31 * day),
    });
    const looks = await Promise.all([clearOverdue(house()), clearOverdue(house())]);
    assert.ok(looks.some(({ left }) => left === 0));
    assert.equal(
      looks.reduce((sum, { deleted }) => sum + deleted, 0),
      1000,
    );
    assert.deepEqual(await seqsIn(channelId), []);
    assert.equal((await clearedIn(channelId)).length, 1);
  });

  it('leaves alone what stands behind a message that is kept', async () => {
    const channelId = await plantChannel(house(), { postedAt: ages(31 * day, day, 900 * day, 0) });
    await clearOverdue(house());
    assert.deepEqual(await seqsIn(channelId), [2, 3, 4]);
  });

  it('is not found where somebody has posted, or the rule was changed, since the look', async () => {
    const idle = await plantChannel(house(), {
      ...{ retention: ['conversation', 1], postedAt: ages(2 * hour) },
    });
    const byDays = await plantChannel(house(), { postedAt: ages(31 * day) });
    const overdue = await listOverdue(house().db, now());
    assert.deepEqual(new Set(overdue.map(({ id }) => id)), new Set([idle, byDays]));
    await house().transaction(async (tx) => {
      await tx('channels').where({ id: idle }).update({ last_posted_at: now() });
      await tx('channels').where({ id: byDays }).update({ retention_amount: 365 });
      for (const channel of overdue) assert.equal(await raiseFirstSeq(tx, channel), false);
    });
  });
});
