import assert from 'node:assert/strict';
import { claimDeliveries } from '../../server/delivery/claim-store.ts';
import { newId } from '../../server/platform/ids.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const rows = 40;
const dayMs = 24 * 3600 * 1000;
/** Leaves PostgreSQL no cheaper plan than to look for due rows again for every row there is. */
const rowByRow = [
  'create index on deliveries (next_attempt_at)',
  ...['hashjoin', 'mergejoin', 'hashagg', 'sort', 'material', 'memoize', 'bitmapscan'].map(
    (way) => `set local enable_${way} = off`,
  ),
];

describeOnEachDatabase('A worker that claims deliveries', (world, kind) => {
  it('takes as many as it asked for and no more, each time under a lease of its own', async () => {
    const dueAt = world().clock.now() + dayMs;
    const times = { created_at: 0, next_attempt_at: dueAt, expires_at: dueAt + dayMs };
    const given = Array.from({ length: rows }, () => ({
      ...{ occasion_id: newId(), subscription_id: newId(), person_id: newId(), device_id: newId() },
      ...{ kind: 'test', transport: 'push', state: 'queued', attempts: 0, ...times },
    }));
    await world().umlauf.database.transaction(async (tx) => {
      await tx('deliveries').insert(given);
      if (kind === 'PostgreSQL') for (const statement of rowByRow) await tx.raw(statement);
      const claim = (id: string) =>
        claimDeliveries(tx, { id, transport: 'push', now: dueAt, until: dueAt + 15_000, limit: 5 });
      const [first, second] = [await claim('first'), await claim('second')];
      assert.deepEqual([first.length, second.length], [5, 5]);
      assert.equal(new Set([...first, ...second].map(({ id }) => id)).size, 10);
      assert.deepEqual(new Set(second.map(({ leaseId }) => leaseId)), new Set(['second']));
    });
  });
});
