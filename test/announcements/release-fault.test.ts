import assert from 'node:assert/strict';
import { draftFor } from '../support/announcing.ts';
import { breakInserts } from '../support/fault.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const settings = () => ({ PUSH_ALLOWED_HOSTS: deafPushHost });
const written = ['recipients', 'deliveries', 'idempotency_keys', 'change_feed', 'audit_entries'];

describeOnEachDatabase(
  'A release that breaks in the middle',
  (world, kind) => {
    const countAll = async (): Promise<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (const table of written) {
        const row = (await world().umlauf.db(table).count({ count: '*' }).first()) as { count: number };
        counts[table] = row.count;
      }
      return counts;
    };

    before(async () => {
      world().expectErrors();
      await subscribe(await world().signIn('ben'));
    });

    for (const table of written) {
      it(`at ${table} leaves nothing behind, and the same key releases it when all is well again`, async () => {
        const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
        const { id } = await draftFor(anna, { teams: ['Frühschicht'] });
        const releaseIt = () =>
          anna.call('POST', `/announcements/${id}/release`, undefined, {
            'idempotency-key': `key-of-${table}`,
          });
        const before = await countAll();
        const mend = await breakInserts(world().umlauf, kind, table);
        const broken = await releaseIt();
        await mend();
        assert.equal(broken.status, 500);
        assert.ok(!broken.text.includes('broken by the test'), 'the fault stays in the log');
        assert.deepEqual(await countAll(), before);
        const row = (await world().umlauf.db('announcements').where({ id }).first()) as Record<
          string,
          unknown
        >;
        assert.deepEqual([row['status'], row['released_at']], ['draft', null]);
        assert.equal((await ben.call('GET', `/announcements/${id}`)).status, 404);

        assert.equal((await releaseIt()).status, 200);
        const after = await countAll();
        const grown = written.map((name) => (after[name] ?? 0) - (before[name] ?? 0));
        assert.deepEqual(grown, [8, 1, 1, 1, 1]);
      });
    }
  },
  settings,
);
