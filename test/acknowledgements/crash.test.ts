import assert from 'node:assert/strict';
import { join } from 'node:path';
import { confirm, released } from '../support/announcing.ts';
import { install } from '../support/installation.ts';
import type { DatabaseKind } from '../support/world.ts';

const killAt = (point: string) => ({
  NODE_OPTIONS: `--import=${join(import.meta.dirname, '../support/kill-at.mjs')}`,
  KILL_AT: `umlauf:${point}`,
});

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

describe('Killed with SIGKILL', function () {
  this.timeout(60_000);
  for (const kind of ['SQLite', 'PostgreSQL'] as DatabaseKind[]) {
    for (const { point, when, kept, then } of crashes) {
      it(`${when}, it answers the next try rightly (${kind})`, async () => {
        const house = await install(kind);
        try {
          const doomed = await house.start(killAt(point));
          const [anna, ben] = [await doomed.signIn('anna'), await doomed.signIn('ben')];
          const { id } = await released(anna, { teams: ['Frühschicht'] });
          const lost = confirm(ben, id).catch(() => null);
          assert.deepEqual(await doomed.ended, { code: null, signal: 'SIGKILL' });
          assert.equal(await lost, null);
          const rows = () =>
            house.look(({ reader }) =>
              reader('acknowledgements').where({ announcement_id: id, person_id: ben.personId }).pluck('id'),
            ) as Promise<string[]>;
          const before = await rows();
          assert.equal(before.length, kept);

          await house.start();
          const retry = await confirm(ben, id);
          assert.equal(retry.status, then, retry.text);
          const after = await rows();
          assert.deepEqual(after, [(retry.json as { id: string }).id]);
          if (kept === 1) assert.deepEqual(after, before);
          const progress = await anna.call('GET', `/announcements/${id}/progress`);
          assert.equal((progress.json as { confirmed: number }).confirmed, 1);
          assert.equal((await house.umlauf('audit', 'verify')).code, 0);
        } finally {
          await house.remove();
        }
      });
    }
  }
});
