import assert from 'node:assert/strict';
import {
  deliveryExpiresAt,
  deliveryStates,
  judge,
  pauseAfter,
  urgencyOf,
  type Attempt,
} from '../../server/delivery/delivery.ts';

const now = Date.UTC(2026, 10, 21, 6, 0, 0);
const seconds = 1000;
const minutes = 60 * seconds;
const days = 24 * 60 * minutes;

const answered = (status: number, retryAfterMs: number | null = null): Attempt => ({ status, retryAfterMs });
const judged = (attempt: Attempt, { attempts = 1, expiresAt = now + days, chance = 0.5 } = {}) =>
  judge(attempt, { attempts, expiresAt, now, chance });

describe('The answer of a push service', () => {
  for (const status of [200, 201, 202]) {
    it(`${status} means accepted`, () => assert.deepEqual(judged(answered(status)), { state: 'accepted' }));
  }
  for (const status of [404, 410]) {
    it(`${status} means that the device is gone`, () =>
      assert.deepEqual(judged(answered(status)), { state: 'gone' }));
  }
  for (const status of [199, 300, 301, 302, 307, 405, 413]) {
    it(`${status} is a fault of ours and is not tried again`, () =>
      assert.deepEqual(judged(answered(status)), { state: 'failed' }));
  }
  for (const status of [400, 401, 403]) {
    it(`${status} is a fault of ours that can be mended: for five minutes nothing is sent there`, () => {
      assert.deepEqual(judged(answered(status)), { state: 'queued', nextAttemptAt: now + 5 * minutes });
      const pause = pauseAfter(answered(status), { attempts: 1, chance: 0.5 });
      assert.deepEqual(pause, { reason: 'refused', ms: 5 * minutes });
    });
  }
  for (const status of [408, 429, 500, 502, 503, 504]) {
    it(`${status} is tried again`, () => assert.equal(judged(answered(status)).state, 'queued'));
  }

  it('is waited for as long as the service asks, but no longer than an hour', () => {
    const next = (retryAfterMs: number) => judged(answered(429, retryAfterMs));
    assert.deepEqual(next(120 * seconds), { state: 'queued', nextAttemptAt: now + 120 * seconds });
    assert.deepEqual(next(0), { state: 'queued', nextAttemptAt: now });
    assert.deepEqual(next(5 * 60 * minutes), { state: 'queued', nextAttemptAt: now + 60 * minutes });
  });

  it('429 leaves the whole service alone, and no other answer but a refusal does', () => {
    const pause = (attempt: Attempt) => pauseAfter(attempt, { attempts: 1, chance: 1 });
    assert.deepEqual(pause(answered(429, 120 * seconds)), { reason: 'asked', ms: 120 * seconds });
    assert.deepEqual(pause(answered(429, 5 * 60 * minutes)), { reason: 'asked', ms: 60 * minutes });
    assert.deepEqual(pause(answered(429)), { reason: 'asked', ms: 10 * seconds });
    for (const status of [201, 307, 404, 408, 410, 413, 500, 503])
      assert.equal(pause(answered(status, 120 * seconds)), null, String(status));
    assert.equal(pause({ fault: 'timeout' }), null);
  });

  it('that does not come is tried again', () => {
    for (const fault of ['timeout', 'ECONNRESET', 'ENOTFOUND'])
      assert.equal(judged({ fault }).state, 'queued');
  });

  it('is not asked for with a message that cannot be sent', () => {
    assert.deepEqual(judged({ unsendable: 'the endpoint is not allowed' }), { state: 'failed' });
  });

  it('is asked for at growing distances, never more than a quarter of an hour apart', () => {
    const pause = (attempts: number, chance: number) => {
      const outcome = judged(answered(503), { attempts, chance });
      assert.ok(outcome.state === 'queued');
      return outcome.nextAttemptAt - now;
    };
    for (let attempts = 1; attempts <= 40; attempts += 1) {
      const [shortest, longest] = [pause(attempts, 0), pause(attempts, 0.999)];
      assert.ok(shortest >= 5 * seconds, `${attempts}: ${shortest}`);
      assert.ok(longest <= 15 * minutes, `${attempts}: ${longest}`);
      assert.ok(longest > shortest, 'they do not all come back at once');
      assert.ok(attempts === 1 || shortest >= pause(attempts - 1, 0));
    }
    assert.deepEqual([pause(1, 0), pause(1, 1)], [5 * seconds, 10 * seconds]);
    assert.deepEqual([pause(40, 0), pause(40, 1)], [7.5 * minutes, 15 * minutes]);
  });

  it('is not asked for after the notice has expired', () => {
    assert.deepEqual(judged(answered(429, 120 * seconds), { expiresAt: now + 120 * seconds }), {
      state: 'expired',
    });
    assert.deepEqual(judged({ fault: 'timeout' }, { expiresAt: now }), { state: 'expired' });
  });
});

describe('A delivery', () => {
  it('is counted in each of its states', () => {
    const counted = ['queued', 'sending', 'accepted', 'failed', 'expired', 'gone'];
    assert.deepEqual(deliveryStates, counted);
  });
});

describe('A notice', () => {
  it('lives to the deadline, and no longer than a push service keeps it', () => {
    assert.equal(deliveryExpiresAt('announcement', now + 6 * 60 * minutes, now), now + 6 * 60 * minutes);
    assert.equal(deliveryExpiresAt('announcement', now + 90 * days, now), now + 28 * days);
    assert.equal(deliveryExpiresAt('announcement', null, now), now + 28 * days);
  });

  it('past the deadline has a day, and a test an hour', () => {
    assert.equal(deliveryExpiresAt('reminder', now - 1, now), now + days);
    assert.equal(deliveryExpiresAt('reminder', now, now), now + days);
    assert.equal(deliveryExpiresAt('test', null, now), now + 60 * minutes);
  });

  it('is urgent only when it is critical', () => {
    assert.deepEqual((['normal', 'important', 'critical'] as const).map(urgencyOf), [
      'normal',
      'normal',
      'high',
    ]);
  });
});
