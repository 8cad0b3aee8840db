import assert from 'node:assert/strict';
import { findTellable } from '../../server/channels/notices/told-queries.ts';
import { planQueries } from '../support/query-plans.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('What is still to be told', (world, kind) => {
  it('is found by what calls somebody, and from what he has seen on: nobody goes through all that is said', async () => {
    const { umlauf } = world();
    const plans = await planQueries(umlauf, kind, () => findTellable(umlauf.db, [1], umlauf.clock.now()));
    const { plan } = plans.find(({ sql }) => /message_mentions/.test(sql)) ?? assert.fail();
    assert.match(plan, /message_mentions_person_id_channel_id_seq_index/);
    const bounds = kind === 'SQLite' ? /channel_id=\? AND seq>\?/ : /seq > CASE/;
    for (const index of ['messages_calling_all', 'messages_channel_id_seq_unique']) {
      const at = plan.split('\n').findIndex((line) => line.includes(index));
      assert.match(
        plan
          .split('\n')
          .slice(at, at + 2)
          .join(' '),
        bounds,
        `${index}: ${plan}`,
      );
    }
    assert.doesNotMatch(plan, /posted_at_index/);
  });
});
