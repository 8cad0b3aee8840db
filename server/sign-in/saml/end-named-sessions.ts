import { recordAudit } from '../../audit/record-audit.ts';
import type { House } from '../../umlauf.ts';
import { deleteDevice, deleteSessions } from '../session-store.ts';
import type { LogoutRequest } from './check-logout-request.ts';
import { demand } from './check-message.ts';
import { listNamedDevices, spendMessage } from './saml-store.ts';

const rememberMs = 3_600_000;

/** Somebody signed out at the IdP: what was opened with that sign-in ends here, as if he had signed out on each device. */
export async function endNamedSessions(house: House, request: LogoutRequest): Promise<number> {
  const now = house.clock.now();
  return house.transaction(async (tx) => {
    demand(await spendMessage(tx, request.issuer, request.id, now + rememberMs), 'a replay');
    const devices = await listNamedDevices(tx, request);
    for (const { deviceId, personId } of devices) {
      const sessionHashes = await deleteSessions(tx, { device_id: deviceId });
      await deleteDevice(tx, deviceId);
      await house.changes.append(tx, 'session:ended', { sessionHashes, reason: 'signed-out' });
      const details = { reason: 'signed-out-at-idp' };
      await recordAudit(tx, {
        at: now,
        actorId: personId,
        action: 'device:ended',
        subject: deviceId,
        details,
      });
    }
    return devices.length;
  });
}
