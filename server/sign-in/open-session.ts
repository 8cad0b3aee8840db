import { recordAudit } from '../audit/record-audit.ts';
import { fingerprint, newId, newSecret } from '../platform/ids.ts';
import type { Transaction } from '../platform/db/database.ts';
import type { House } from '../umlauf.ts';
import type { SessionKind, SignInMethod } from './actor.ts';
import { findDeviceBySecret } from './device-queries.ts';
import {
  deleteDevice,
  deleteSessions,
  insertDevice,
  insertSession,
  touchDevice,
  type SessionRow,
} from './session-store.ts';

type SignInRequest = {
  personId: string;
  signedInHow: SignInMethod;
  kind: SessionKind;
  deviceLabel: string;
  /** The secrets that this browser brought along, from whoever used it before. */
  deviceSecret: string | null;
  sessionSecret: string | null;
};

type OpenedSession = { sessionSecret: string; deviceSecret: string; lifetimeMs: number };

/**
 * A new session with a new secret at every sign-in. What this browser held before ends: its old session, and, when
 * it was another person's device or is shared from now on, the push subscription with it.
 */
export async function openSession(house: House, request: SignInRequest): Promise<OpenedSession> {
  const now = house.clock.now();
  const sessionSecret = newSecret();
  const lifetimeMs = request.kind === 'shared' ? house.config.sharedSessionMs : house.config.sessionIdleMs;
  const deviceSecret = await house.transaction(async (tx) => {
    if (request.sessionSecret !== null)
      await endSessions(house, tx, { secret_hash: fingerprint(request.sessionSecret) });
    const device = await takeDevice(house, tx, request, now);
    await insertSession(tx, {
      secret_hash: fingerprint(sessionSecret),
      person_id: request.personId,
      device_id: device.id,
      signed_in_how: request.signedInHow,
      kind: request.kind,
      created_at: now,
      last_seen_at: now,
      expires_at: now + lifetimeMs,
    });
    await recordAudit(tx, {
      at: now,
      actorId: request.personId,
      action: 'session:opened',
      subject: request.personId,
      details: { how: request.signedInHow, kind: request.kind, device: request.deviceLabel },
    });
    return device.secret;
  });
  return { sessionSecret, deviceSecret, lifetimeMs };
}

async function endSessions(house: House, tx: Transaction, where: Partial<SessionRow>): Promise<void> {
  const sessionHashes = await deleteSessions(tx, where);
  if (sessionHashes.length > 0)
    await house.changes.append(tx, 'session:ended', { sessionHashes, reason: 'ended' });
}

type Device = { id: string; secret: string };

async function takeDevice(
  house: House,
  tx: Transaction,
  request: SignInRequest,
  now: number,
): Promise<Device> {
  const known =
    request.deviceSecret === null ? null : await findDeviceBySecret(tx, fingerprint(request.deviceSecret));
  if (
    known &&
    request.deviceSecret !== null &&
    known.personId === request.personId &&
    request.kind === 'own'
  ) {
    await touchDevice(tx, known.id, request.deviceLabel, now);
    return { id: known.id, secret: request.deviceSecret };
  }
  if (known) {
    await endSessions(house, tx, { device_id: known.id });
    await deleteDevice(tx, known.id);
  }
  const device = { id: newId(), secret: newSecret() };
  await insertDevice(tx, {
    id: device.id,
    person_id: request.personId,
    secret_hash: fingerprint(device.secret),
    label: request.deviceLabel,
    created_at: now,
    last_seen_at: now,
  });
  return device;
}
