import type { Response } from 'express';
import type { Config } from '../config.ts';

/** `__Host-` binds a cookie to this host and to https; it exists only there. */
const prefix = (config: Config): string => (config.secure ? '__Host-' : '');
export const sessionCookie = (config: Config): string => `${prefix(config)}umlauf`;
export const deviceCookie = (config: Config): string => `${prefix(config)}umlauf-device`;
export const languageCookie = (config: Config): string => `${prefix(config)}umlauf-language`;

/** The value of one cookie of a `Cookie` header (RFC 6265 section 4.2). */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/** Lax: a link in a mail or a notification must find the person signed in. Without `maxAgeMs` it ends with the browser. */
export function setCookie(
  response: Response,
  config: Config,
  name: string,
  value: string,
  maxAgeMs: number | null,
): void {
  const lifetime = maxAgeMs === null ? {} : { maxAge: maxAgeMs };
  response.cookie(name, value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: config.secure,
    path: '/',
    ...lifetime,
  });
}

export function clearCookie(response: Response, config: Config, name: string): void {
  response.clearCookie(name, { httpOnly: true, sameSite: 'lax', secure: config.secure, path: '/' });
}
