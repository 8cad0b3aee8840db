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

    it('is not sent any more once the person has left the team, and his device stays his', async () => {
      const { ben, id, subscription } = await waitsForBen(world());
      await leave(world().umlauf, 'ben', 'Frühschicht');
      await isDroppedAndTheDeviceStays(ben, id, subscription);
      await join(world().umlauf, 'ben', 'Frühschicht');
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
