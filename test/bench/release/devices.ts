import { createECDH, randomBytes } from 'node:crypto';
import { subscribeDevice } from '../../../server/delivery/subscribe-device.ts';
import { insertRows } from '../../../server/platform/db/dialect.ts';
import { findActor } from '../../../server/sign-in/find-actor.ts';
import type { House } from '../../../server/umlauf.ts';
import { actorCalled, pushHost, signInCookie } from '../demo-house.ts';

type Row = Record<string, string | number | null>;

/** Ben turns push on as people do; everybody else gets a copy of his rows. */
export async function giveEveryoneADevice(house: House): Promise<void> {
  const ben = await actorCalled(house, 'ben');
  const found = await findActor(house, { cookie: await signInCookie(house, ben) }, null);
  if (!found) throw new Error('Ben could not sign in');
  const endpoint = `https://${pushHost}/push`;
  const p256dh = createECDH('prime256v1').generateKeys('base64url');
  await subscribeDevice(house, found.actor, {
    endpoint,
    keys: { p256dh, auth: randomBytes(16).toString('base64url') },
  });
  const own = { person_id: ben.person.id };
  const device = (await house.db('devices').where(own).first()) as Row;
  const subscription = (await house.db('push_subscriptions').where(own).first()) as Row;
  const others = (await house.db('people').whereNot('id', ben.person.id).pluck('id')) as string[];
  await house.transaction(async (tx) => {
    const devices = others.map((id) => ({ ...device, id, person_id: id, secret_hash: id }));
    await insertRows(tx, 'devices', devices);
    const subscriptions = others.map((id) => ({
      ...{ ...subscription, id, person_id: id, device_id: id },
      endpoint: `${endpoint}/${id}`,
    }));
    await insertRows(tx, 'push_subscriptions', subscriptions);
  });
}
