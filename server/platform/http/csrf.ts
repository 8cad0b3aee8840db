import { createHmac, timingSafeEqual } from 'node:crypto';

/** A token bound to one session: it needs no storage and ends with the session. */
export const csrfToken = (secret: string, sessionHash: string): string =>
  createHmac('sha256', secret).update(`csrf:${sessionHash}`).digest('base64url');

export function isCsrfToken(secret: string, sessionHash: string, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  const expected = Buffer.from(csrfToken(secret, sessionHash));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
