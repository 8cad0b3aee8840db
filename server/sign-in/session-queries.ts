import type { Person } from '../directory/person.ts';
import type { Db } from '../platform/db/database.ts';
import type { SessionKind, SignInMethod, TokenScope } from './actor.ts';

const personColumns = [
  ...[
    'people.id',
    'people.login',
    'people.name',
    'people.sort_name as sortName',
    'people.department',
    'people.mail',
  ],
  'people.language',
];

type SignedIn = Person & { preferred: string | null };

const withPreference = ({ preferred, ...person }: SignedIn): Person => ({
  ...person,
  language: preferred ?? person.language,
});

export type FoundSession = {
  person: Person;
  signedInHow: SignInMethod;
  kind: SessionKind;
  deviceId: string;
  deviceLabel: string;
  lastSeenAt: number;
  expiresAt: number;
};

type FoundSessionRow = SignedIn & Omit<FoundSession, 'person'>;

/** The session with this hash, if it has not expired and its person has not left. */
export async function findSession(db: Db, hash: string, now: number): Promise<FoundSession | null> {
  const row = (await db('sessions')
    .join('people', 'people.id', 'sessions.person_id')
    .join('devices', 'devices.id', 'sessions.device_id')
    .leftJoin('preferences', 'preferences.person_id', 'people.id')
    .where('sessions.secret_hash', hash)
    .where('sessions.expires_at', '>', now)
    .whereNull('people.left_at')
    .select(personColumns)
    .select('preferences.language as preferred', 'sessions.signed_in_how as signedInHow', 'sessions.kind')
    .select('sessions.device_id as deviceId', 'devices.label as deviceLabel')
    .select('sessions.last_seen_at as lastSeenAt', 'sessions.expires_at as expiresAt')
    .first()) as FoundSessionRow | undefined;
  if (!row) return null;
  const { signedInHow, kind, deviceId, deviceLabel, lastSeenAt, expiresAt, ...person } = row;
  return { person: withPreference(person), signedInHow, kind, deviceId, deviceLabel, lastSeenAt, expiresAt };
}

export type FoundToken = {
  person: Person;
  id: string;
  name: string;
  scope: TokenScope;
  lastUsedAt: number | null;
};

export async function findTokenBySecret(db: Db, hash: string, now: number): Promise<FoundToken | null> {
  const row = (await db('tokens')
    .join('people', 'people.id', 'tokens.person_id')
    .leftJoin('preferences', 'preferences.person_id', 'people.id')
    .where('tokens.secret_hash', hash)
    .where('tokens.expires_at', '>', now)
    .whereNull('tokens.revoked_at')
    .whereNull('people.left_at')
    .select(personColumns)
    .select(
      'preferences.language as preferred',
      'tokens.id as tokenId',
      'tokens.name as tokenName',
      'tokens.scope',
    )
    .select('tokens.last_used_at as lastUsedAt')
    .first()) as
    | (SignedIn & { tokenId: string; tokenName: string; scope: TokenScope; lastUsedAt: number | null })
    | undefined;
  if (!row) return null;
  const { tokenId, tokenName, scope, lastUsedAt, ...person } = row;
  return { person: withPreference(person), id: tokenId, name: tokenName, scope, lastUsedAt };
}

/** Every team the person is in, those around it included. */
export async function listTeamsAround(
  db: Db,
  personId: string,
): Promise<{ id: string; name: string; direct: boolean }[]> {
  const rows = (await db
    .withRecursive(
      'around',
      ['id'],
      (query) =>
        void query
          .select('team_id')
          .from('memberships')
          .where('person_id', personId)
          .union(
            (wider) =>
              void wider
                .select('team_nestings.parent_id')
                .from('team_nestings')
                .join('around', 'around.id', 'team_nestings.child_id'),
          ),
    )
    .from('around')
    .join('teams', 'teams.id', 'around.id')
    .leftJoin('memberships', (join) =>
      join.on('memberships.team_id', 'teams.id').andOn('memberships.person_id', db.raw('?', [personId])),
    )
    .orderBy('teams.sort_key')
    .select('teams.id', 'teams.name', 'memberships.since')) as {
    id: string;
    name: string;
    since: number | null;
  }[];
  return rows.map(({ id, name, since }) => ({ id, name, direct: since !== null }));
}

const seenLatelyMs = 14 * 24 * 3600 * 1000;

/** Who has a session and has used it in the last 14 days: they see it as soon as they open a page. */
export async function listSignedIn(db: Db, now: number): Promise<Set<string>> {
  const rows = (await db('sessions')
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', now - seenLatelyMs)
    .distinct('person_id')) as { person_id: string }[];
  return new Set(rows.map((row) => row.person_id));
}

export type DeviceView = {
  id: string;
  label: string;
  lastSeenAt: number;
  push: boolean;
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
      push: 'push_subscriptions.created_at',
    })) as {
    id: string;
    label: string;
    lastSeenAt: number;
    since: number | null;
    push: number | null;
  }[];
  return rows.map(({ id, label, lastSeenAt, since, push }) => ({
    id,
    label,
    lastSeenAt,
    push: push !== null,
    sessionSince: since,
  }));
}

export async function findDeviceBySecret(
  db: Db,
  hash: string,
): Promise<{ id: string; personId: string } | null> {
  const row = (await db('devices').where({ secret_hash: hash }).select('id', 'person_id').first()) as
    { id: string; person_id: string } | undefined;
  return row ? { id: row.id, personId: row.person_id } : null;
}
