import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { demand, NotAccepted } from './not-accepted.ts';

const DAY_SECONDS = 24 * 60 * 60;

const tokenHeader = z.object({ alg: z.literal('ES256'), typ: z.literal('JWT').optional() });
const tokenClaims = z.object({ aud: z.string(), exp: z.int(), sub: z.string() });

/** Checks `Authorization: vapid t=…, k=…` (RFC 8292) and answers the sender's public key. */
export function checkVapid(authorization: string | undefined, origin: string, now: number): string {
  demand(authorization !== undefined, 401, 'Authorization is missing');
  const parts = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/i.exec(authorization);
  demand(parts !== null, 401, 'Authorization is not "vapid t=…, k=…"');
  const [, header = '', claims = '', signature = '', key = ''] = parts;

  demand(tokenHeader.safeParse(decode(header)).success, 403, 'VAPID token is not an ES256 JWT');
  demand(isSigned(`${header}.${claims}`, signature, key), 403, 'VAPID signature does not match its key');
  checkClaims(decode(claims), origin, now / 1000);
  return key;
}

function checkClaims(found: unknown, origin: string, seconds: number): void {
  const claims = tokenClaims.safeParse(found);
  demand(claims.success, 403, 'VAPID claims aud, exp and sub are not complete');
  const { aud, exp, sub } = claims.data;
  demand(aud === origin, 403, `VAPID aud is ${aud}, not ${origin}`);
  demand(exp > seconds, 403, 'VAPID exp has passed');
  demand(exp <= seconds + DAY_SECONDS, 403, 'VAPID exp is more than 24 hours ahead');
  demand(isContact(sub), 403, `VAPID sub ${sub} is neither mailto: nor https:`);
}

function isSigned(input: string, signature: string, key: string): boolean {
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65 || point[0] !== 4) return false;
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  try {
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const bytes = Buffer.from(signature, 'base64url');
    return verify('sha256', Buffer.from(input), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes);
  } catch {
    return false; // a point that does not lie on the curve
  }
}

function isContact(sub: string): boolean {
  if (sub.startsWith('https:')) return URL.canParse(sub);
  return /^mailto:[^\s@:]+@[^\s@:]+$/.test(sub);
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    throw new NotAccepted(403, 'VAPID token is not JSON');
  }
}
