import assert from 'node:assert/strict';
import { feelerOf, isProven, roomFor, type PushHost } from '../../server/delivery/push-host.ts';

const now = Date.UTC(2026, 10, 30, 6);
const capacity = { brisk: 100, all: 300 };
const host = (reason: PushHost['reason'], pausedUntil: number): PushHost => ({
  ...{ host: 'push.example', reason, status: 429, since: now, pausedUntil },
});

describe('The room for messages to one push service', () => {
  it('is taken by those that are answered in time', () => {
    assert.equal(roomFor({ brisk: 0, hanging: 0 }, capacity, undefined, now), 100);
    assert.equal(roomFor({ brisk: 99, hanging: 0 }, capacity, undefined, now), 1);
    assert.equal(roomFor({ brisk: 120, hanging: 0 }, capacity, undefined, now), 0);
  });

  it('is not taken by those that hang, until there are very many', () => {
    assert.equal(roomFor({ brisk: 40, hanging: 150 }, capacity, undefined, now), 60);
    assert.equal(roomFor({ brisk: 40, hanging: 240 }, capacity, undefined, now), 20);
    assert.equal(roomFor({ brisk: 0, hanging: 300 }, capacity, undefined, now), 0);
  });

  it('is none while the service is to be left alone', () => {
    const lane = { brisk: 0, hanging: 0 };
    for (const reason of ['asked', 'refused'] as const)
      assert.equal(roomFor(lane, capacity, host(reason, now + 1), now), 0);
    assert.equal(roomFor(lane, capacity, host('asked', now), now), 100);
  });

  it('is one, to see whether it still refuses us', () => {
    assert.equal(roomFor({ brisk: 0, hanging: 0 }, capacity, host('refused', now), now), 1);
    assert.equal(roomFor({ brisk: 0, hanging: 1 }, capacity, host('refused', now), now), 0);
  });

  it('is small until the service has taken a message, so that one that asks to wait is asked by few', () => {
    assert.deepEqual(feelerOf({ brisk: 1024, all: 3000 }), { brisk: 64, all: 3000 });
    assert.deepEqual(feelerOf({ brisk: 20, all: 40 }), { brisk: 20, all: 40 });
    assert.ok(!isProven(undefined, now));
    assert.ok(isProven(now - 59_999, now));
    assert.ok(!isProven(now - 60_000, now));
  });
});
