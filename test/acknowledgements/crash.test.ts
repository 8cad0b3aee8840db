import assert from 'node:assert/strict';
import { join } from 'node:path';
import { confirm, released } from '../support/announcing.ts';
import { install } from '../support/installation.ts';
import type { Answer } from '../support/visitor.ts';
import type { DatabaseKind } from '../support/world.ts';

const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];
/** K9 and K10: nobody has an answer, so both outcomes are allowed; what follows must fit the one that came about. */
const crashes = [
  { point: 'confirmations-written', when: 'before a confirmation is committed', kept: 0, then: 201 },
  {
    point: 'confirmations-committed',
    when: 'before a committed confirmation is answered',
    kept: 1,
    then: 200,
  },
];

type Retried = {
  lost: Answer | null;
  /** The rows when the program was dead, and when it had answered the next try. */
  before: string[];
  after: string[];
  retry: Answer;
  confirmed: number;
  audit: number;
};

async function killAndRetry(kind: DatabaseKind, point: string): Promise<Retried> {
  const house = await install(kind);
  try {
    const doomed = await house.start({
      NODE_OPTIONS: `--import=${join(import.meta.dirname, '../support/kill-at.mjs')}`,
      KILL_AT: `umlauf:${point}`,
    });
    const [anna, ben] = [await doomed.signIn('anna'), await doomed.signIn('ben')];
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    const rows = () =>
      house.look(({ reader }) =>
        reader('acknowledgements').where({ announcement_id: id, person_id: ben.personId }).pluck('id'),
      ) as Promise<string[]>;
    const lost = await confirm(ben, id).catch(() => null);
    assert.deepEqual(await doomed.ended, { code: null, signal: 'SIGKILL' });
    const before = await rows();

    await house.start();
    const retry = await confirm(ben, id);
    const progress = await anna.call('GET', `/announcements/${id}/progress`);
    const { confirmed } = progress.json as { confirmed: number };
    const { code } = await house.umlauf('audit', 'verify');
    return { lost, before, after: await rows(), retry, confirmed, audit: code };
  } finally {
    await house.remove();
  }
}

describe('Killed with SIGKILL', function () {
  this.timeout(90_000);
  const retries = new Map<string, Promise<Retried>>();

  // All at once: each starts the program twice.
  before(() => {
    for (const kind of kinds) {
      for (const { point } of crashes) {
        const retried = killAndRetry(kind, point);
        retried.catch(() => undefined);
        retries.set(`${point} ${kind}`, retried);
      }
    }
  });
  after(() => Promise.allSettled(retries.values()));

  for (const kind of kinds) {
    for (const { point, when, kept, then } of crashes) {
      it(`${when}, it answers the next try rightly (${kind})`, async () => {
        const retried = await retries.get(`${point} ${kind}`);
        assert.ok(retried);
        const { lost, before: rows, after: rowsThen, retry, confirmed, audit } = retried;
        assert.equal(lost, null);
        assert.equal(rows.length, kept);
        assert.equal(retry.status, then, retry.text);
        assert.deepEqual(rowsThen, [(retry.json as { id: string }).id]);
        if (kept === 1) assert.deepEqual(rowsThen, rows);
        assert.deepEqual([confirmed, audit], [1, 0]);
      });
    }
  }
});
