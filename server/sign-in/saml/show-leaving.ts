import type { Request, Response } from 'express';
import { showPage } from '../../show-page.ts';
import type { Umlauf } from '../../umlauf.ts';
import { clearCookie, readCookie } from '../cookies.ts';
import { leavingCookie } from './flow-cookies.ts';

/**
 * Whoever has just signed out here goes on to the IdP, once. By a page that leads there and not by a redirect: our
 * policy lets no form lead to another host, and signing out is a form.
 */
export async function showLeaving(umlauf: Umlauf, request: Request, response: Response): Promise<boolean> {
  const name = leavingCookie(umlauf.config);
  const left = readCookie(request.headers.cookie, name);
  // What a script fetches must not use it up.
  if (!left || (request.headers['sec-fetch-dest'] ?? 'document') !== 'document') return false;
  clearCookie(response, umlauf.config, name);
  const address = await addressOfIdp(umlauf, left);
  if (address === null) return false;
  response.set('Refresh', `0; url=${address}`);
  await showPage(
    umlauf,
    request,
    response,
    'sign-in/leaving',
    { title: 'saml.leaving', nav: null },
    { address },
  );
  return true;
}

/** A cookie may have been planted: it leads to the IdP or nowhere. */
async function addressOfIdp({ idp }: Umlauf, left: string): Promise<string | null> {
  const given = readAddress(left);
  const logoutUrl = (await idp?.current())?.logoutUrl;
  if (!given || !logoutUrl) return null;
  const known = new URL(logoutUrl);
  return given.origin === known.origin && given.pathname === known.pathname ? given.href : null;
}

function readAddress(encoded: string): URL | null {
  try {
    return new URL(decodeURIComponent(encoded));
  } catch {
    return null;
  }
}
