import assert from 'node:assert/strict';
import { eachAlone } from '../../server/platform/each-alone.ts';

describe('Work for one after the other', () => {
  it('is done for all, also where some of it breaks, and the first trouble is raised', async () => {
    const done: number[] = [];
    const work = eachAlone([1, 2, 3, 4], (item) => {
      if (item % 2 === 1) return Promise.reject(new Error(`no ${item}`));
      done.push(item);
      return Promise.resolve();
    });
    await assert.rejects(work, /no 1/);
    assert.deepEqual(done, [2, 4]);
  });

  it('keeps its order, and says nothing when all is well', async () => {
    const done: number[] = [];
    await eachAlone([30, 10, 20], (item) => Promise.resolve(void done.push(item)));
    assert.deepEqual(done, [30, 10, 20]);
  });
});
