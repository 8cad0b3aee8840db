import { recordAudit } from '../audit/record-audit.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import type { Actor } from './actor.ts';
import { listDevices } from './device-queries.ts';
import { deleteDevice, deleteSessions } from './session-store.ts';

/** Ends a device of one's own: its sessions with their open connections, and its push. Signing out ends the present one. */
export async function endDevice(
  house: House,
  actor: Actor,
  deviceId: string,
  reason: 'signed-out' | 'ended',
): Promise<void> {
  const now = house.clock.now();
  await house.transaction(async (tx) => {
    const own = await listDevices(tx, actor.person.id, now);
    if (!own.some((device) => device.id === deviceId)) throw new Refusal('not-found');
    const sessionHashes = await deleteSessions(tx, { device_id: deviceId });
    await deleteDevice(tx, deviceId);
    await house.changes.append(tx, 'session:ended', { sessionHashes, reason });
    await recordAudit(tx, {
      at: now,
      actorId: actor.person.id,
      action: 'device:ended',
      subject: deviceId,
      details: { reason },
    });
  });
}
