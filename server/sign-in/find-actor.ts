import type { IncomingHttpHeaders } from 'node:http';
import { fingerprint } from '../platform/ids.ts';
import { ownsTeams } from '../directory/addressable-queries.ts';
import type { House } from '../umlauf.ts';
import { rolesOf, type Actor, type Roles } from './actor.ts';
import { readCookie, sessionCookie } from './cookies.ts';
import { roleGroups } from './role-groups.ts';
import { findSession, type FoundSession } from './session-queries.ts';
import { findTokenBySecret, type FoundToken } from './token-queries.ts';
import { listTeamsAround } from '../directory/team-queries.ts';

export async function readRoles(house: House, personId: string): Promise<Roles> {
  return rolesOf(await listTeamsAround(house.db, personId), roleGroups(house));
}

async function readRights(house: House, personId: string): Promise<Pick<Actor, 'roles' | 'ownsTeams'>> {
  return { roles: await readRoles(house, personId), ownsTeams: await ownsTeams(house.db, personId) };
}

export type FoundActor = { actor: Actor; session: FoundSession | null; token: FoundToken | null };

/** Who sends this: by session cookie, or by a token of his own. Asked anew unless `bySession` remembers. */
export async function findActor(
  house: House,
  headers: IncomingHttpHeaders,
  token: string | null,
  bySession = (hash: string) => findActorOfSession(house, hash),
): Promise<FoundActor | null> {
  const bearer = token ?? /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return findActorOfToken(house, fingerprint(bearer));
  const secret = readCookie(headers.cookie, sessionCookie(house.config));
  return secret ? bySession(fingerprint(secret)) : null;
}

async function findActorOfToken(house: House, hash: string): Promise<FoundActor | null> {
  const found = await findTokenBySecret(house.db, hash, house.clock.now());
  if (!found) return null;
  const { person, id, name, scope } = found;
  const actor: Actor = {
    person,
    ...(await readRights(house, person.id)),
    signedInHow: 'token',
    session: null,
    token: { id, name, scope },
  };
  return { actor, session: null, token: found };
}

export async function findActorOfSession(house: House, hash: string): Promise<FoundActor | null> {
  const session = await findSession(house.db, hash, house.clock.now());
  if (!session) return null;
  const { person, signedInHow, kind, deviceId, deviceLabel, shortcuts, enterSends } = session;
  const actor: Actor = {
    person,
    ...(await readRights(house, person.id)),
    signedInHow,
    session: { hash, kind, deviceId, deviceLabel, shortcuts, enterSends },
    token: null,
  };
  return { actor, session, token: null };
}
