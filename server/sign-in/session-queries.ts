import type { Person } from '../directory/person.ts';
import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import type { SessionKind, SignInMethod } from './actor.ts';

export const personColumns = [
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

export type SignedIn = Person & { preferred: string | null };

export const withPreference = ({ preferred, ...person }: SignedIn): Person => ({
  ...person,
  language: preferred ?? person.language,
});

export type FoundSession = {
  person: Person;
  signedInHow: SignInMethod;
  kind: SessionKind;
  deviceId: string;
  deviceLabel: string;
  /** Whether single keys do something on this person's pages. */
  shortcuts: boolean;
  /** Whether Enter alone sends a message at a keyboard. */
  enterSends: boolean;
  lastSeenAt: number;
  expiresAt: number;
};

type FoundSessionRow = SignedIn &
  Omit<FoundSession, 'person' | 'shortcuts' | 'enterSends'> & {
    shortcuts: boolean | number | null;
    enterSends: boolean | number | null;
  };

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
    .select(
      'sessions.last_seen_at as lastSeenAt',
      'sessions.expires_at as expiresAt',
      'preferences.shortcuts',
      'preferences.enter_sends as enterSends',
    )
    .first()) as FoundSessionRow | undefined;
  if (!row) return null;
  const {
    signedInHow,
    kind,
    deviceId,
    deviceLabel,
    lastSeenAt,
    expiresAt,
    shortcuts,
    enterSends,
    ...person
  } = row;
  return {
    ...{ person: withPreference(person), signedInHow, kind, deviceId, deviceLabel, lastSeenAt, expiresAt },
    ...{ shortcuts: Boolean(shortcuts ?? true), enterSends: Boolean(enterSends ?? true) },
  };
}

const seenLatelyMs = 14 * 24 * 3600 * 1000;

/** The sessions that were used in the last 14 days: whoever has one sees it on the next page. */
export const usedSessions = (db: Db, now: number) =>
  db('sessions')
    .where('sessions.expires_at', '>', now)
    .where('sessions.last_seen_at', '>', now - seenLatelyMs);

/** Who, or who of the given people, has such a session. */
export async function listSignedIn(db: Db, now: number, personIds?: string[]): Promise<Set<string>> {
  const query = usedSessions(db, now).distinct('person_id');
  if (personIds) void whereIn(query, 'person_id', personIds);
  const rows = (await query) as { person_id: string }[];
  return new Set(rows.map((row) => row.person_id));
}
