import assert from 'node:assert/strict';
import { createBatches, outcomeOf } from '../../server/platform/batches.ts';
import { Refusal } from '../../server/platform/refusal.ts';
import { createGate } from '../support/gate.ts';
import { refusesAs } from '../support/refuses-as.ts';

/** Doubles numbers; odd ones are refused, and 13 breaks its batch. */
function doubling(limits?: { atOnce: number; waiting: number }) {
  const ran: number[][] = [];
  const gate = createGate();
  const batches = createBatches<number, number>(async (items) => {
    ran.push(items);
    await gate.opened;
    if (items.includes(13)) throw new Error('broken');
    return items.map((item) =>
      outcomeOf(() => {
        if (item % 2 === 1) throw new Refusal('invalid', 'odd');
        return 2 * item;
      }),
    );
  }, limits);
  return { ...batches, ran, open: gate.open };
}

describe('Work in batches', () => {
  it('begins at once, and what comes meanwhile is the next batch', async () => {
    const { give, ran, open } = doubling();
    const answers = [2, 4, 6, 8].map(give);
    assert.deepEqual(ran, [[2]]);
    open();
    assert.deepEqual(await Promise.all(answers), [4, 8, 12, 16]);
    assert.deepEqual(ran, [[2], [4, 6, 8]]);
    assert.equal(await give(10), 20);
  });

  it('refuses one item and answers the others', async () => {
    const { give, open } = doubling();
    open();
    const outcomes = await Promise.allSettled([2, 3, 4].map(give));
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    await assert.rejects(give(5), refusesAs('invalid', 'odd'));
  });

  it('tries each alone when one broke the batch, and only that one fails', async () => {
    const { give, ran, open } = doubling();
    const answers = [2, 4, 13, 6].map(give);
    open();
    const outcomes = await Promise.allSettled(answers);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(ran, [[2], [4, 13, 6], [4], [13], [6]]);
  });

  it('tries nothing again when the database is away: that is no item’s fault', async () => {
    let runs = 0;
    const { give } = createBatches<number, number>(async () => {
      await Promise.resolve();
      runs += 1;
      throw new Refusal('unavailable', 'database-busy');
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map(give));
    assert.ok(outcomes.every(({ status }) => status === 'rejected'));
    assert.equal(runs, 2);
  });

  it('takes only so many at once, and lets only so many wait', async () => {
    const { give, ran, open } = doubling({ atOnce: 2, waiting: 3 });
    const answers = [2, 4, 6, 8].map(give);
    await assert.rejects(give(10), refusesAs('unavailable', 'database-busy'));
    open();
    await Promise.all(answers);
    assert.deepEqual(ran, [[2], [4, 6], [8]]);
  });

  it('is drained when all that was given is done', async () => {
    const { give, drain, open } = doubling();
    const done: number[] = [];
    for (const item of [2, 4, 6]) void give(item).then((answer) => done.push(answer));
    open();
    await drain();
    assert.deepEqual(done, [4, 8, 12]);
    await drain();
  });
});
