import type { IncomingHttpHeaders } from 'node:http';
import { fingerprint } from '../platform/ids.ts';
import type { House } from '../umlauf.ts';
import { rolesOf, type Actor, type RoleGroups, type Roles } from './actor.ts';
import { readCookie, sessionCookie } from './cookies.ts';
import { findSession, type FoundSession } from './session-queries.ts';
import { findTokenBySecret, type FoundToken } from './token-queries.ts';
import { listTeamsAround } from '../directory/team-queries.ts';

const demoRoleGroups: RoleGroups = {
  admin: ['Umlauf-Administration'],
  publisher: ['Umlauf-Freigabe'],
  auditor: ['Umlauf-Revision'],
};

function roleGroups({ config, demo }: House): RoleGroups {
  const unset = (role: keyof RoleGroups) => (demo ? demoRoleGroups[role] : []);
  const { admin, publisher, auditor } = config.roleGroups;
  return {
    admin: admin ?? unset('admin'),
    publisher: publisher ?? unset('publisher'),
    auditor: auditor ?? unset('auditor'),
  };
}

export async function readRoles(house: House, personId: string): Promise<Roles> {
  const teams = await listTeamsAround(house.db, personId);
  return rolesOf(
    teams.map(({ name }) => name),
    roleGroups(house),
  );
}

export type FoundActor = { actor: Actor; session: FoundSession | null; token: FoundToken | null };

/** Who sends this: by session cookie, or by a token of his own. Asked anew for every request: nothing is remembered. */
export async function findActor(
  house: House,
  headers: IncomingHttpHeaders,
  token: string | null,
): Promise<FoundActor | null> {
  const now = house.clock.now();
  const bearer = token ?? /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const found = await findTokenBySecret(house.db, fingerprint(bearer), now);
    if (!found) return null;
    const { person, id, name, scope } = found;
    const roles = await readRoles(house, person.id);
    return {
      actor: { person, roles, signedInHow: 'token', session: null, token: { id, name, scope } },
      session: null,
      token: found,
    };
  }
  const secret = readCookie(headers.cookie, sessionCookie(house.config));
  if (!secret) return null;
  const hash = fingerprint(secret);
  const session = await findSession(house.db, hash, now);
  if (!session) return null;
  const { person, signedInHow, kind, deviceId, deviceLabel } = session;
  const roles = await readRoles(house, person.id);
  const actor: Actor = {
    person,
    roles,
    signedInHow,
    session: { hash, kind, deviceId, deviceLabel },
    token: null,
  };
  return { actor, session, token: null };
}
