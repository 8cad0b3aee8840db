import type { Request } from 'express';
import { Refusal } from '../refusal.ts';

const keyPattern = /^[\x21-\x7e]{8,128}$/;

/** The `Idempotency-Key` header, or the form field of that name: 8 to 128 visible ASCII characters. */
export function idempotencyKeyOf(request: Request): string {
  const form = request.body as Record<string, unknown> | undefined;
  const key = request.get('Idempotency-Key') ?? form?.['idempotencyKey'];
  if (typeof key !== 'string' || !keyPattern.test(key)) throw new Refusal('malformed', 'idempotency-key');
  return key;
}
