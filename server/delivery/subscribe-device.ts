import { fingerprint, newId, newSecret } from '../platform/ids.ts';
import type { Transaction } from '../platform/db/database.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import { insertTokenDevice } from '../sign-in/insert-token-device.ts';
import type { House } from '../umlauf.ts';
import { holdSubscription, listSubscriptionsOf } from './subscription-queries.ts';
import { deleteSubscription, insertSubscription, renewSubscription } from './subscription-store.ts';
import { checkEndpoint, checkKeys } from './push/endpoint.ts';

const mostDevices = 10;

type SubscriptionRequest = { endpoint: string; keys: { p256dh: string; auth: string } };

/**
 * Binds a browser's push subscription to the person and device that are signed in. The same browser again refreshes
 * it, also at a new address; a browser that another person used before changes hands; of more than ten the longest unseen goes.
 */
export async function subscribeDevice(
  house: House,
  actor: Actor,
  { endpoint, keys }: SubscriptionRequest,
): Promise<{ id: string; isNew: boolean }> {
  if (actor.session?.kind === 'shared') throw new Refusal('forbidden', 'shared-device');
  checkEndpoint(endpoint, house.config.pushAllowedHosts);
  checkKeys(keys);
  const now = house.clock.now();
  const personId = actor.person.id;
  return house.transaction(async (tx) => {
    await lockSequence(tx, `subscriptions:${personId}`);
    await lockSequence(tx, `endpoint:${endpoint}`);
    const there = await holdSubscription(tx, { endpoint });
    const here = actor.session
      ? await holdSubscription(tx, { device_id: actor.session.deviceId })
      : there?.personId === personId
        ? there
        : null;
    if (there && there.id !== here?.id) await deleteSubscription(tx, { id: there.id });
    if (here) {
      await renewSubscription(tx, { id: here.id, endpoint, ...keys, lastSeenAt: now });
      return { id: here.id, isNew: false };
    }
    const deviceId = actor.session?.deviceId ?? (await makeTokenDevice(tx, actor, now));
    const subscription = { id: newId(), personId, deviceId, endpoint, ...keys };
    await insertSubscription(tx, { ...subscription, createdAt: now, lastSeenAt: now });
    for (const surplus of (await listSubscriptionsOf(tx, personId)).slice(mostDevices)) {
      await deleteSubscription(tx, { id: surplus.id });
    }
    return { id: subscription.id, isNew: true };
  });
}

/** A program with a token is a device too, one for each endpoint. */
async function makeTokenDevice(tx: Transaction, actor: Actor, now: number): Promise<string> {
  const id = newId();
  const secretHash = fingerprint(newSecret());
  await insertTokenDevice(tx, {
    id,
    personId: actor.person.id,
    secretHash,
    label: actor.token?.name ?? '',
    now,
  });
  return id;
}
