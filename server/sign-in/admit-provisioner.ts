import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { scimSource } from '../directory/scim/scim-person.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** It carries the token by which the company's IdP brings in people and groups. */
    isProvisioner?: true;
  }
}

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Before anything of a body is read. The token is the house's, not a person's; without one there is no such door. */
export function admitProvisioner({
  config,
  clock,
  directoryHeardAt,
}: Pick<House, 'config' | 'clock' | 'directoryHeardAt'>): RequestHandler {
  const { scimToken } = config;
  return (request, _response, next) => {
    if (scimToken === null) throw new Refusal('not-found');
    const given = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!timingSafeEqual(digest(given), digest(scimToken))) throw new Refusal('signed-out');
    request.isProvisioner = true;
    directoryHeardAt.set(scimSource, clock.now());
    next();
  };
}
