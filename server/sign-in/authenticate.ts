import type { RequestHandler, Response } from 'express';
import { isCsrfToken } from '../platform/http/csrf.ts';
import { createOriginCheck } from '../platform/http/origin.ts';
import { Refusal } from '../platform/refusal.ts';
import { isSamlAlone } from '../directory/saml-alone.ts';
import type { House } from '../umlauf.ts';
import type { Actor } from './actor.ts';
import { readCookie, sessionCookie, setCookie } from './cookies.ts';
import { findActor, type FoundActor } from './find-actor.ts';
import { createSessionMemory, type SessionMemory } from './session-memory.ts';
import { acsPath } from './saml/saml-options.ts';
import { touchDevice, touchSession } from './session-store.ts';
import { touchToken } from './token-store.ts';

declare module 'express-serve-static-core' {
  interface Request {
    actor?: Actor;
  }
}

const touchEveryMs = 3_600_000;
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Its form was made before there was a session, and may lie open while somebody signs in in another tab. */
const signInPath = '/sign-in';

/** Finds the actor of a request, if there is one, and keeps his session alive. */
export function authenticate(house: House): RequestHandler {
  const sessions = createSessionMemory(house);
  return async (request, response, next) => {
    const found = await findActor(house, request.headers, null, sessions.find);
    if (found) {
      request.actor = found.actor;
      await keepAlive(house, sessions, found, request.headers.cookie, response);
    }
    next();
  };
}

async function keepAlive(
  house: House,
  sessions: SessionMemory,
  found: FoundActor,
  cookies: string | undefined,
  response: Response,
): Promise<void> {
  const now = house.clock.now();
  const { actor, session, token } = found;
  if (token && now - (token.lastUsedAt ?? 0) > touchEveryMs) {
    await house.transaction((tx) => touchToken(tx, token.id, now));
  }
  if (!session || !actor.session || now - session.lastSeenAt < touchEveryMs) return;
  const { hash, kind, deviceId, deviceLabel } = actor.session;
  const isFixed =
    kind === 'shared' || (actor.signedInHow === 'saml' && (await isSamlAlone(house.db, house.config)));
  const expiresAt = isFixed ? session.expiresAt : now + house.config.sessionIdleMs;
  await house.transaction(async (tx) => {
    await touchSession(tx, hash, now, expiresAt);
    await touchDevice(tx, deviceId, deviceLabel, now);
  });
  sessions.forget(hash);
  const name = sessionCookie(house.config);
  const secret = readCookie(cookies, name);
  if (!isFixed && secret) setCookie(response, house.config, name, secret, house.config.sessionIdleMs);
}

/**
 * Every change must come from a page of ours (Origin, Sec-Fetch-Site) and, with a session, carry its token. A bearer
 * token is never sent by a browser on its own, so it needs neither; one that may only read changes nothing.
 */
export function refuseForgery(house: House): RequestHandler {
  const isOwnOrigin = createOriginCheck(house.config.baseUrl);
  return (request, _response, next) => {
    const { actor } = request;
    // What comes back from the IdP comes from another site, by its nature; it answers for itself by its signature.
    if (safeMethods.has(request.method) || request.path === acsPath) {
      next();
      return;
    }
    if (actor?.token) {
      if (actor.token.scope !== 'write') throw new Refusal('forbidden', 'token-reads-only');
      next();
      return;
    }
    if (!isOwnOrigin(request)) throw new Refusal('forbidden', 'foreign-origin');
    if (request.path === signInPath) {
      next();
      return;
    }
    const form = request.body as Record<string, unknown> | undefined;
    const given = request.headers['x-csrf-token'] ?? form?.['_csrf'];
    if (actor?.session && !isCsrfToken(house.sessionSecret, actor.session.hash, given)) {
      throw new Refusal('forbidden', 'csrf');
    }
    next();
  };
}
