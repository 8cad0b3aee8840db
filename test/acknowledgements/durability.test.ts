import assert from 'node:assert/strict';
import { join } from 'node:path';
import { confirm, released } from '../support/announcing.ts';
import { install } from '../support/installation.ts';
import type { Environment } from '../support/running-umlauf.ts';
import { readSteps, tracing } from '../support/system-calls.ts';

const confirmations = 3;

/** How many confirmations were answered, and how many of them with their row not yet on the disk. */
async function answersBeforeSync(environment: Environment): Promise<{ answered: number; early: number }> {
  const house = await install('SQLite');
  try {
    const trace = join(house.dataDir, '../trace');
    const running = await house.start(environment, undefined, tracing(trace));
    const [anna, ben] = [await running.signIn('anna'), await running.signIn('ben')];
    const ids: string[] = [];
    for (let at = 0; at < confirmations; at += 1)
      ids.push((await released(anna, { teams: ['Frühschicht'] })).id);
    for (const id of ids) assert.equal((await confirm(ben, id)).status, 201);
    await running.kill('SIGTERM');
    const steps = await readSteps(trace, running.pid);
    const answers = steps.flatMap((step, at) => (step === 'answered' ? [at] : []));
    const early = answers.map((at) => steps[at - 1] !== 'synced');
    // The drafts are answered with 201 too, and come before.
    const ofConfirmations = early.slice(-confirmations);
    return { answered: early.length - confirmations, early: ofConfirmations.filter(Boolean).length };
  } finally {
    await house.remove();
  }
}

describe('A confirmation', function () {
  this.timeout(90_000);

  it('is on the disk before it is answered: the log is synced between the two', async () => {
    assert.deepEqual(await answersBeforeSync({}), { answered: confirmations, early: 0 });
  });

  it('would be answered before, were the database less careful: this is seen', async () => {
    const preload = join(import.meta.dirname, '../support/normal-sync.mjs');
    const { answered, early } = await answersBeforeSync({ NODE_OPTIONS: `--import=${preload}` });
    assert.deepEqual({ answered, early }, { answered: confirmations, early: confirmations });
  });
});
