import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newId } from '../../server/platform/ids.ts';
import { createGate } from '../support/gate.ts';
import { numberOfRuns, seed } from '../support/runs.ts';
import { slowForm } from '../support/slow-form.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const interleavings = 100;
const touchedAgainMs = 2 * 3_600_000;

type Step = 'page' | 'call' | 'slow form' | 'sign-out' | 'let the writer go';

/** Each at any place; the sign-out among them. */
const steps = fc.shuffledSubarray<Step>(
  ['page', 'page', 'call', 'slow form', 'slow form', 'sign-out', 'let the writer go'],
  { minLength: 7 },
);

describeOnEachDatabase('Slow requests and a sign-out, in any order', (world) => {
  it(`leave no session behind, ${interleavings} interleavings`, async function () {
    this.timeout(120_000);
    const { umlauf, clock, baseUrl } = world();
    const ended = new Set<string>();

    async function interleave(order: Step[], isOld: boolean): Promise<void> {
      const ben = await world().signIn('ben');
      // A session that was used lately is remembered; an old one every request wants to prolong, in a transaction.
      if (isOld) clock.advance(touchedAgainMs);
      const [taken, gate] = [createGate(), createGate()];
      const writer = umlauf.database.transaction(async (tx) => {
        await tx('preferences').first();
        taken.open();
        await gate.opened;
      });
      await taken.opened;
      // What they ask for is not there, so that nothing else than the session is touched.
      const path = `/announcements/${newId()}/acknowledgement`;
      const forms = [slowForm(baseUrl, path, ben), slowForm(baseUrl, path, ben)];
      const waiting = [...forms];
      const answers: Promise<unknown>[] = forms.map(({ answered }) => answered);
      for (const step of order) {
        if (step === 'page') answers.push(ben.get('/'));
        else if (step === 'call') answers.push(ben.call('GET', '/me'));
        else if (step === 'slow form') waiting.pop()?.finish();
        else if (step === 'let the writer go') gate.open();
        else answers.push(ben.post('/sign-out').then(({ status }) => assert.equal(status, 303)));
        await new Promise(setImmediate);
      }
      await Promise.all([writer, ...answers]);
      assert.equal((await ben.call('GET', '/me')).status, 401);
      ended.add(ben.cookie);
    }

    await fc.assert(fc.asyncProperty(steps, fc.boolean(), interleave), {
      ...{ seed, numRuns: numberOfRuns(interleavings), endOnFailure: true },
    });
    assert.equal(ended.size, numberOfRuns(interleavings));
    const ben = umlauf.db('people').where({ login: 'ben' }).select('id');
    assert.deepEqual(await umlauf.db('sessions').whereIn('person_id', ben), []);
  });
});
