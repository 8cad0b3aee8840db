import type { Response } from 'express';
import type { Config } from '../../config.ts';

const prefix = (config: Config): string => (config.secure ? '__Host-' : '');
/** Binds the answer of the IdP to the browser that asked. */
export const flowCookie = (config: Config): string => `${prefix(config)}umlauf-saml`;
/** Where the browser that has just signed out goes next. */
export const leavingCookie = (config: Config): string => `${prefix(config)}umlauf-saml-leaving`;

/**
 * The answer is a form that the IdP's page sends, to which a browser adds only cookies that are SameSite=None, and
 * these must be Secure; browsers take localhost for secure, too. Elsewhere without https there is no such cookie: one
 * that says nothing of SameSite goes along for its first two minutes.
 */
export function setFlowCookie(response: Response, config: Config, value: string, maxAge: number): void {
  const { hostname } = new URL(config.baseUrl);
  const isTrusted = config.secure || hostname === 'localhost' || /^127(\.\d+){3}$/.test(hostname);
  response.cookie(flowCookie(config), value, {
    httpOnly: true,
    path: '/',
    maxAge,
    ...(isTrusted ? { sameSite: 'none', secure: true } : {}),
  });
}
