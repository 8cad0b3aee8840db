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

export type SignInRequest = {
  personId: string;
  signedInHow: SignInMethod;
  kind: SessionKind;
  deviceLabel: string;
  /** The secrets that this browser brought along, from whoever used it before. */
  deviceSecret: string | null;
  sessionSecret: string | null;
  /** The same as hashes, kept from when it set out: coming back from the IdP it brings no cookies. */
  brought?: { deviceHash: string | null; sessionHash: string | null };
  /** Nobody but the IdP says who has left: it is asked again before long. */
  mustRenew?: boolean;
};

/** `deviceSecret` null: the browser keeps the one that it has. */
export type OpenedSession = {
  sessionSecret: string;
  sessionHash: string;
  deviceSecret: string | null;
  lifetimeMs: number;
};

/**
 * A new session with a new secret at every sign-in. What this browser held before ends: its old session, and, when
 * it was another person's device or is shared from now on, the push subscription with it.
 */
export function openSession(house: House, request: SignInRequest): Promise<OpenedSession> {
  return house.transaction((tx) => openSessionIn(tx, house, request));
}

export async function openSessionIn(
  tx: Transaction,
  house: House,
  request: SignInRequest,
): Promise<OpenedSession> {
  const now = house.clock.now();
  const sessionSecret = newSecret();
  const sessionHash = fingerprint(sessionSecret);
  const lifetimeMs = lifetimeOf(house, request);
  const earlier = hashOf(request.sessionSecret) ?? request.brought?.sessionHash ?? null;
  if (earlier !== null) await endSessions(house, tx, { secret_hash: earlier });
  const device = await takeDevice(house, tx, request, now);
  await insertSession(tx, {
    secret_hash: sessionHash,
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
  return { sessionSecret, sessionHash, deviceSecret: device.secret, lifetimeMs };
}

const hashOf = (secret: string | null): string | null => (secret === null ? null : fingerprint(secret));

function lifetimeOf({ config }: House, { kind, mustRenew = false }: SignInRequest): number {
  if (kind === 'shared') return config.sharedSessionMs;
  return mustRenew ? Math.min(config.renewSamlMs, config.sessionIdleMs) : config.sessionIdleMs;
}

async function endSessions(house: House, tx: Transaction, where: Partial<SessionRow>): Promise<void> {
  const sessionHashes = await deleteSessions(tx, where);
  if (sessionHashes.length > 0)
    await house.changes.append(tx, 'session:ended', { sessionHashes, reason: 'ended' });
}

type Device = { id: string; secret: string | null };

async function takeDevice(
  house: House,
  tx: Transaction,
  request: SignInRequest,
  now: number,
): Promise<Device> {
  const hash = hashOf(request.deviceSecret) ?? request.brought?.deviceHash ?? null;
  const known = hash === null ? null : await findDeviceBySecret(tx, hash);
  if (known && known.personId === request.personId && request.kind === 'own') {
    await touchDevice(tx, known.id, request.deviceLabel, now);
    return { id: known.id, secret: request.deviceSecret };
  }
  if (known) {
    await endSessions(house, tx, { device_id: known.id });
    await deleteDevice(tx, known.id);
  }
  const [id, secret] = [newId(), newSecret()];
  await insertDevice(tx, {
    id,
    person_id: request.personId,
    secret_hash: fingerprint(secret),
    label: request.deviceLabel,
    created_at: now,
    last_seen_at: now,
  });
  return { id, secret };
}
