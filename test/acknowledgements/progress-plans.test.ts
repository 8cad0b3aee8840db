import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { planQueries } from '../support/query-plans.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const large = /\b(recipients|deliveries|acknowledgements|people|push_subscriptions|sessions)\b/;

describeOnEachDatabase('Opening the page of progress', (world, kind) => {
  it('goes through no large table, and sorts none: each query finds its way by an index', async () => {
    const anna = await world().signIn('anna');
    const { id } = await released(anna, { everyone: true });
    const open = () => anna.get(`/announcements/${id}/progress`);
    const plans = await planQueries(world().umlauf, kind, open);
    assert.ok(plans.length > 10);
    for (const { sql, plan } of plans) {
      const scans = plan.split('\n').filter((line) => /^ *(?:-> +)?(SCAN|Seq Scan)/.test(line.trim()));
      assert.deepEqual(
        scans.filter((line) => large.test(line)),
        [],
        sql,
      );
    }
    const list = plans.find(({ sql }) => /from .recipients.*order by/.test(sql));
    // Of two that are in this order, PostgreSQL takes the smaller one once they differ in size.
    assert.match(
      list?.plan ?? '',
      kind === 'SQLite' ? /recipients_outstanding/ : /Index Scan using recipients_/,
    );
    assert.doesNotMatch(list?.plan ?? '', /Sort|TEMP B-TREE/);
    const states = plans.find(({ sql }) => /from .deliveries.*group by/.test(sql));
    assert.match(states?.plan ?? '', /deliveries_states/);
  });

  it('finds those whom nothing has reached in what was sent as a whole, not once more for each of them', async () => {
    const anna = await world().signIn('anna');
    const { id } = await released(anna, { everyone: true });
    for (const page of ['calls', 'resending']) {
      const plans = await planQueries(world().umlauf, kind, () => anna.get(`/announcements/${id}/${page}`));
      const ours = plans.filter(({ sql }) => /from .recipients.*from .deliveries/.test(sql));
      assert.ok(ours.length > 0);
      for (const { sql, plan } of ours)
        if (kind === 'SQLite') assert.doesNotMatch(plan, /CORRELATED.*\n.*deliveries/, sql);
        else
          assert.equal(plan.match(/hashed SubPlan/g)?.length, sql.match(/from .deliveries/g)?.length, plan);
    }
  });
});
