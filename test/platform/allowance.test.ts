import assert from 'node:assert/strict';
import { createAllowance } from '../../server/platform/allowance.ts';

describe('An allowance', () => {
  it('gives so many at once, and another after each interval', () => {
    let now = 1_000_000;
    const { take } = createAllowance({ now: () => now }, { atOnce: 2, anotherAfterMs: 200 });
    assert.deepEqual([take('Anna'), take('Anna'), take('Anna'), take('Ben')], [true, true, false, true]);
    now += 200;
    assert.deepEqual([take('Anna'), take('Anna')], [true, false]);
  });

  it('grows on by a clock that was set back, and gives nothing for it', () => {
    let now = 1_000_000_000;
    const { take } = createAllowance({ now: () => now }, { atOnce: 2, anotherAfterMs: 200 });
    assert.deepEqual([take('Anna'), take('Anna'), take('Anna')], [true, true, false]);
    now -= 24 * 3_600_000;
    assert.equal(take('Anna'), false);
    now += 200;
    assert.equal(take('Anna'), true);
  });
});
