import type { Response } from 'express';
import type { Config } from '../config.ts';
import type { SessionKind } from './actor.ts';
import { clearCookie, deviceCookie, sessionCookie, setCookie } from './cookies.ts';
import type { OpenedSession } from './open-session.ts';

const deviceCookieMs = 400 * 24 * 3600 * 1000;

/** Gives the browser what it is known by from now on. */
export function keepSession(
  response: Response,
  config: Config,
  kind: SessionKind,
  { sessionSecret, deviceSecret, lifetimeMs }: OpenedSession,
): void {
  setCookie(response, config, sessionCookie(config), sessionSecret, kind === 'own' ? lifetimeMs : null);
  if (kind === 'shared') clearCookie(response, config, deviceCookie(config));
  else if (deviceSecret !== null)
    setCookie(response, config, deviceCookie(config), deviceSecret, deviceCookieMs);
}
