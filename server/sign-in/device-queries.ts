import type { Db } from '../platform/db/database.ts';

type DeviceView = {
  id: string;
  label: string;
  lastSeenAt: number;
  /** When its browser last told that it takes notices; null without push. */
  pushHeardAt: number | null;
  sessionSince: number | null;
};

/** The person's devices on which a session or push is alive. */
export async function listDevices(db: Db, personId: string, now: number): Promise<DeviceView[]> {
  const rows = (await db('devices')
    .leftJoin('sessions', (join) =>
      join.on('sessions.device_id', 'devices.id').andOn('sessions.expires_at', '>', db.raw('?', [now])),
    )
    .leftJoin('push_subscriptions', 'push_subscriptions.device_id', 'devices.id')
    .where('devices.person_id', personId)
    .where((alive) => void alive.whereNotNull('sessions.secret_hash').orWhereNotNull('push_subscriptions.id'))
    .orderBy('devices.last_seen_at', 'desc')
    .groupBy('devices.id', 'devices.label', 'devices.last_seen_at')
    .select('devices.id', 'devices.label')
    .max({
      lastSeenAt: 'devices.last_seen_at',
      since: 'sessions.created_at',
      pushHeardAt: 'push_subscriptions.last_seen_at',
    })) as {
    id: string;
    label: string;
    lastSeenAt: number;
    since: number | null;
    pushHeardAt: number | null;
  }[];
  return rows.map(({ since, ...device }) => ({
    ...device,
    sessionSince: since,
  }));
}

export async function findDeviceOwner(db: Db, id: string): Promise<string | null> {
  const row = (await db('devices').where({ id }).first('person_id')) as { person_id: string } | undefined;
  return row?.person_id ?? null;
}

export async function findDeviceBySecret(
  db: Db,
  hash: string,
): Promise<{ id: string; personId: string } | null> {
  const row = (await db('devices').where({ secret_hash: hash }).select('id', 'person_id').first()) as
    { id: string; person_id: string } | undefined;
  return row ? { id: row.id, personId: row.person_id } : null;
}
