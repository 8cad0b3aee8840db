import type { Knex } from 'knex';
import type { Db } from '../platform/db/database.ts';
import { lockRows, whereIn } from '../platform/db/dialect.ts';
import type { SessionKind, SignInMethod } from './actor.ts';

export type SessionRow = {
  secret_hash: string;
  person_id: string;
  device_id: string;
  signed_in_how: SignInMethod;
  kind: SessionKind;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
};

type DeviceRow = {
  id: string;
  person_id: string;
  secret_hash: string;
  label: string;
  created_at: number;
  last_seen_at: number;
};

export async function insertSession(db: Db, session: SessionRow): Promise<void> {
  await db('sessions').insert(session);
}

/** A session is only ever touched while it exists: a slow request cannot bring an ended one back. */
export async function touchSession(
  db: Db,
  hash: string,
  lastSeenAt: number,
  expiresAt: number,
): Promise<void> {
  await db('sessions')
    .where({ secret_hash: hash })
    .update({ last_seen_at: lastSeenAt, expires_at: expiresAt });
}

export async function deleteSessions(db: Db, where: Partial<SessionRow>): Promise<string[]> {
  return deleteFound(db, db('sessions').where(where));
}

export async function deleteExpiredSessions(db: Db, now: number): Promise<string[]> {
  return deleteFound(db, db('sessions').where('expires_at', '<=', now));
}

// Read first: to `delete … returning`, Knex answers a mere number on SQLite. Locked, so that a session which is
// being renewed is looked at as it is then.
async function deleteFound(db: Db, sessions: Knex.QueryBuilder): Promise<string[]> {
  const hashes = (await lockRows(db, sessions).pluck('secret_hash')) as string[];
  if (hashes.length > 0) await whereIn(db('sessions'), 'secret_hash', hashes).delete();
  return hashes;
}

export async function insertDevice(db: Db, device: DeviceRow): Promise<void> {
  await db('devices').insert(device);
}

export async function touchDevice(db: Db, id: string, label: string, lastSeenAt: number): Promise<void> {
  await db('devices').where({ id }).update({ label, last_seen_at: lastSeenAt });
}

export async function deleteDevice(db: Db, id: string): Promise<void> {
  await db('devices').where({ id }).delete();
}

/** Their push subscriptions go with them. Answers how many there were. */
export async function deleteDevicesOf(db: Db, personId: string): Promise<number> {
  return db('devices').where({ person_id: personId }).delete();
}
