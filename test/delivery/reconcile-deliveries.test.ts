import assert from 'node:assert/strict';
import { reconcileDeliveries } from '../../server/delivery/reconcile-deliveries.ts';
import { confirm, released } from '../support/announcing.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Row = { subscription_id: string; occasion_id: string; host: string; kind: string };

describeOnEachDatabase(
  'What a release should have queued',
  (world) => {
    const rowsOf = async (id: string) =>
      (await world()
        .umlauf.db('deliveries')
        .where({ announcement_id: id })
        .orderBy('subscription_id')
        .select('subscription_id', 'occasion_id', 'host', 'kind')) as Row[];
    const lose = (id: string) =>
      world().umlauf.transaction((tx) => tx('deliveries').where({ announcement_id: id }).delete());
    const warnings = () =>
      world().log.filter(({ level, deliveries }) => level === 40 && deliveries !== undefined);

    it('and is not there is queued, once, for those whom it still concerns, and said in the log', async () => {
      const [anna, ben, mehmet, clara] = await Promise.all(
        ['anna', 'ben', 'm.aydogan', 'clara'].map((login) => world().signIn(login)),
      );
      assert.ok(anna && ben && mehmet && clara);
      for (const person of [ben, mehmet, clara]) await subscribe(person);
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      const before = await rowsOf(id);
      assert.equal(before.length, 2);
      await subscribe(await world().signIn('h.celik'));
      assert.equal(await reconcileDeliveries(world().umlauf), 0);

      await lose(id);
      assert.equal(await reconcileDeliveries(world().umlauf), 2);
      assert.deepEqual(await rowsOf(id), before);
      assert.equal(await reconcileDeliveries(world().umlauf), 0);
      assert.deepEqual(
        warnings().map(({ announcementId, deliveries }) => [announcementId, deliveries]),
        [[id, 2]],
      );

      await lose(id);
      assert.equal((await confirm(ben, id)).status, 201);
      assert.equal(await reconcileDeliveries(world().umlauf), 1);
    });

    it('is not looked for when its time is over', async () => {
      const anna = await world().signIn('anna');
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      await lose(id);
      world().clock.advance(25 * 3_600_000);
      assert.equal(await reconcileDeliveries(world().umlauf), 0);
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
