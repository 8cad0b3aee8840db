import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { deliveryExpiresAt } from './delivery.ts';
import { countTests } from './delivery-queries.ts';
import { listSubscriptionsOf } from './subscription-queries.ts';
import { insertTestDelivery } from './delivery-store.ts';

/** A push service that is asked too often asks everybody's notices to wait, not only those of whoever does it. */
const most = { tests: 10, withinMs: 10 * 60_000 };

/** *Send me a test*: through the same outbox and the same worker as everything else, to the person's own devices. */
export async function sendTestPush(house: House, actor: Actor): Promise<{ devices: number }> {
  const now = house.clock.now();
  return house.transaction(async (tx) => {
    const subscriptions = await listSubscriptionsOf(tx, actor.person.id);
    if (subscriptions.length === 0) throw new Refusal('conflict', 'no-push-device');
    if ((await countTests(tx, actor.person.id, now - most.withinMs)) >= most.tests)
      throw new Refusal('too-many', 'too-many-tests');
    const occasionId = newId();
    for (const { id, deviceId, endpoint } of subscriptions) {
      const { host } = new URL(endpoint);
      const test = { occasionId, subscriptionId: id, personId: actor.person.id, deviceId, host };
      await insertTestDelivery(tx, { ...test, now, expiresAt: deliveryExpiresAt('test', null, now) });
    }
    return { devices: subscriptions.length };
  });
}
