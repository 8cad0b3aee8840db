import { recordAudit } from '../audit/record-audit.ts';
import type { Transaction } from '../platform/db/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import type { Actor } from './actor.ts';
import { listDevices } from './device-queries.ts';
import { deleteDevice, deleteSessions } from './session-store.ts';

type Ending = { personId: string; deviceId: string; reason: 'signed-out' | 'ended' };

/** Ends a device of one's own: its sessions with their open connections, and its push. Signing out ends the present one. */
export async function endDevice(
  house: House,
  { person }: Actor,
  deviceId: string,
  reason: Ending['reason'],
): Promise<void> {
  await house.transaction((tx) =>
    endDeviceIn(tx, house, person.id, { personId: person.id, deviceId, reason }),
  );
}

/** Inside the caller's transaction. Refuses `not-found` where nothing is alive on it. */
export async function endDeviceIn(
  tx: Transaction,
  house: House,
  actorId: string,
  { personId, deviceId, reason }: Ending,
): Promise<void> {
  const now = house.clock.now();
  const alive = await listDevices(tx, personId, now);
  if (!alive.some((device) => device.id === deviceId)) throw new Refusal('not-found');
  const sessionHashes = await deleteSessions(tx, { device_id: deviceId });
  await deleteDevice(tx, deviceId);
  await house.changes.append(tx, 'session:ended', { sessionHashes, reason });
  await recordAudit(tx, {
    at: now,
    actorId,
    action: 'device:ended',
    subject: deviceId,
    details: { reason, personId },
  });
}
