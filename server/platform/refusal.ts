export type RefusalCode =
  | 'malformed'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'too-large'
  | 'unsupported-type'
  | 'invalid'
  | 'too-many'
  | 'unavailable';

/** The only place where a refusal becomes an HTTP status. */
export const statusOf: Record<RefusalCode, number> = {
  malformed: 400,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'too-large': 413,
  'unsupported-type': 415,
  invalid: 422,
  'too-many': 429,
  unavailable: 503,
};

type RefusalDetails = { field?: string; params?: Record<string, string | number> };

/**
 * "No", with a sentence for a person. `reason` names the sentence in views/languages/…/refusals.json;
 * `field` names the part of the input that it speaks of.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly reason: string;
  readonly field: string | null;
  readonly params: Record<string, string | number>;

  constructor(code: RefusalCode, reason: string = code, details: RefusalDetails = {}) {
    super(`${code}: ${reason}`);
    this.name = 'Refusal';
    this.code = code;
    this.reason = reason;
    this.field = details.field ?? null;
    this.params = details.params ?? {};
  }
}
