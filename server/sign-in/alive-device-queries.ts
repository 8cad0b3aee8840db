import type { Db } from '../platform/db/database.ts';
import type { SessionKind, SignInMethod } from './actor.ts';
import { listDevices } from './device-queries.ts';

type AliveDevice = {
  id: string;
  label: string;
  /** The latest sign-in there that still holds. */
  session: { signedInHow: SignInMethod; kind: SessionKind; since: number; lastSeenAt: number } | null;
  lastSeenAt: number;
  /** When a page there last told that it takes notices; null without push. */
  pushHeardAt: number | null;
};

type SessionOnDevice = NonNullable<AliveDevice['session']> & { deviceId: string };

/** The person's devices on which a session or push is alive, with how he signed in there. */
export async function listAliveDevices(db: Db, personId: string, now: number): Promise<AliveDevice[]> {
  const devices = await listDevices(db, personId, now);
  const sessions = (await db('sessions')
    .where({ person_id: personId })
    .where('expires_at', '>', now)
    .orderBy('created_at')
    .select('device_id as deviceId', 'signed_in_how as signedInHow', 'kind')
    .select('created_at as since', 'last_seen_at as lastSeenAt')) as SessionOnDevice[];
  const latest = new Map(sessions.map(({ deviceId, ...session }) => [deviceId, session]));
  return devices.map(({ id, label, lastSeenAt, pushHeardAt }) => ({
    ...{ id, label, lastSeenAt, pushHeardAt },
    session: latest.get(id) ?? null,
  }));
}
