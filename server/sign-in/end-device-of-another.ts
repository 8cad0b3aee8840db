import type { House } from '../umlauf.ts';
import { Refusal } from '../platform/refusal.ts';
import { findDeviceOwner } from './device-queries.ts';
import { endDeviceIn } from './end-device.ts';
import { refuseOneself } from './refuse-oneself.ts';

/** An administrator ends a device; answers whose it was. Refuses `not-found`, and `forbidden` for one of his own. */
export async function endDeviceOfAnother(house: House, actorId: string, deviceId: string): Promise<string> {
  return house.transaction(async (tx) => {
    const personId = await findDeviceOwner(tx, deviceId);
    if (personId === null) throw new Refusal('not-found');
    refuseOneself(actorId, personId);
    await endDeviceIn(tx, house, actorId, { personId, deviceId, reason: 'ended' });
    return personId;
  });
}
