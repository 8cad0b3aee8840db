import assert from 'node:assert/strict';
import { confirm, released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { join, leave } from '../support/membership.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase, type World } from '../support/world.ts';

const longestPauseMs = 15 * 60_000;

describeOnEachDatabase(
  'A notice that still waits for its push service',
  (world) => {
    const deliveryTo = async (person: Visitor, id: string) =>
      (await world()
        .umlauf.db('deliveries')
        .where({ announcement_id: id, person_id: person.personId })
        .orderBy('id', 'desc')
        .first('state', 'attempts')) as { state: string; attempts: number };
    const triedOnce = (delivery: { state: string; attempts: number }) =>
      delivery.state === 'queued' && delivery.attempts === 1;

    async function waitsForBen({
      signIn,
    }: World): Promise<{ ben: Visitor; id: string; subscription: string }> {
      const [anna, ben] = [await signIn('anna'), await signIn('ben')];
      const subscription = await subscribe(ben);
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      await eventually(() => deliveryTo(ben, id), triedOnce);
      return { ben, id, subscription };
    }

    async function isDroppedAndTheDeviceStays(ben: Visitor, id: string, subscription: string): Promise<void> {
      world().clock.advance(longestPauseMs);
      world().umlauf.nudgeDelivery();
      const { state } = await eventually(
        () => deliveryTo(ben, id),
        (delivery) => delivery.state !== 'queued' && delivery.state !== 'sending',
      );
      assert.equal(state, 'expired');
      assert.equal((await world().umlauf.db('push_subscriptions').where({ id: subscription })).length, 1);
    }

    it('is not sent any more once the person has confirmed on another device', async () => {
      const { ben, id, subscription } = await waitsForBen(world());
      assert.equal((await confirm(ben, id)).status, 201);
      await isDroppedAndTheDeviceStays(ben, id, subscription);
    });

    it('is not sent any more once the person has left the team, and again when he returns', async () => {
      const { ben, id, subscription } = await waitsForBen(world());
      const confirmed = await released(await world().signIn('anna'), { teams: ['Frühschicht'] });
      await eventually(() => deliveryTo(ben, confirmed.id), triedOnce);
      assert.equal((await confirm(ben, confirmed.id)).status, 201);
      await leave(world().umlauf, 'ben', 'Frühschicht');
      await isDroppedAndTheDeviceStays(ben, id, subscription);
      await isDroppedAndTheDeviceStays(ben, confirmed.id, subscription);
      await join(world().umlauf, 'ben', 'Frühschicht');
      await eventually(() => deliveryTo(ben, id), triedOnce);
      assert.equal(
        (await deliveryTo(ben, confirmed.id)).state,
        'expired',
        'nothing is left to tell of this one',
      );
    });

    it('is not queued for who returns when it is over', async () => {
      const { ben, id, subscription } = await waitsForBen(world());
      await leave(world().umlauf, 'ben', 'Frühschicht');
      await isDroppedAndTheDeviceStays(ben, id, subscription);
      world().clock.advance(24 * 3_600_000);
      await join(world().umlauf, 'ben', 'Frühschicht');
      assert.equal((await deliveryTo(ben, id)).state, 'expired');
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
