import type { Request } from 'express';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';

const keyPattern = /^[\x21-\x7e]{1,255}$/;

/** The `Idempotency-Key` header, or the form field of that name: 1 to 255 visible ASCII characters. */
export function idempotencyKeyOf(request: Request): string {
  const form = request.body as Record<string, unknown> | undefined;
  const key = request.get('Idempotency-Key') ?? form?.['idempotencyKey'];
  if (typeof key !== 'string' || !keyPattern.test(key)) throw new Refusal('malformed', 'idempotency-key');
  return key;
}

/** The same for a call that may do without: each call without a key stands for itself. */
export function optionalIdempotencyKeyOf(request: Request): string {
  const isGiven = request.get('Idempotency-Key') !== undefined;
  return isGiven ? idempotencyKeyOf(request) : newId();
}
