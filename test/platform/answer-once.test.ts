import assert from 'node:assert/strict';
import { answerOnce } from '../../server/platform/answer-once.ts';
import { refusesAs } from '../support/refuses-as.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hourMs = 3_600_000;

describeOnEachDatabase('A request with an idempotency key', (world) => {
  let worked = 0;
  const ask = (key: string, { personId = 'anna', request = {} as unknown, now = world().clock.now() } = {}) =>
    world().umlauf.transaction((tx) =>
      answerOnce(tx, { personId, key, request, now }, () => {
        worked += 1;
        return Promise.resolve({ turn: worked, nothing: null, text: 'ü' });
      }),
    );
  beforeEach(() => {
    worked = 0;
  });

  it('is worked once and answered the same ever after', async () => {
    const first = await ask('key-one', { request: { id: 1 } });
    assert.deepEqual(await ask('key-one', { request: { id: 1 } }), first);
    assert.equal(worked, 1);
  });

  it('is worked once also when it comes twenty times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('key-twenty')));
    assert.equal(worked, 1);
    assert.equal(new Set(answers.map(({ turn }) => turn)).size, 1);
  });

  it('is refused when the key was used for something else', async () => {
    await ask('key-other', { request: { call: 'release', id: 1 } });
    const misused = ask('key-other', { request: { call: 'release', id: 2 } });
    await assert.rejects(misused, refusesAs('conflict', 'idempotency-key-reused'));
    assert.equal(worked, 1);
  });

  it('is each person’s own', async () => {
    await ask('key-of-two');
    await ask('key-of-two', { personId: 'ben' });
    assert.equal(worked, 2);
  });

  it('is worked again after work that failed', async () => {
    const broken = world().umlauf.transaction((tx) =>
      answerOnce(tx, { personId: 'anna', key: 'key-broken', request: {}, now: 1 }, () =>
        Promise.reject(new Error('broken')),
      ),
    );
    await assert.rejects(broken, /broken/);
    await ask('key-broken');
    assert.equal(worked, 1);
  });

  it('is forgotten after two days', async () => {
    const now = world().clock.now();
    await ask('key-old', { now });
    await ask('key-next', { now: now + 47 * hourMs });
    await ask('key-old', { now: now + 48 * hourMs });
    assert.equal(worked, 2, 'kept for two days');
    await ask('key-sweeps', { now: now + 48 * hourMs + 1 });
    await ask('key-old', { now: now + 48 * hourMs + 1 });
    assert.equal(worked, 4);
  });
});
