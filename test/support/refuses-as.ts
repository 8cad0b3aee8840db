import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../../server/platform/refusal.ts';

/** For assert.throws and assert.rejects: it was this refusal, and no other trouble. */
export const refusesAs =
  (code: string, reason = code, field?: string, params?: Record<string, string | number>) =>
  (error: unknown): boolean =>
    error instanceof Refusal &&
    error.code === code &&
    error.reason === reason &&
    (field === undefined || error.field === field) &&
    (params === undefined || isDeepStrictEqual(error.params, params));
