import { Refusal, type RefusalCode } from '../refusal.ts';

const ofBodyParser: Record<string, RefusalCode> = {
  'entity.too.large': 'too-large',
  'parameters.too.many': 'too-large',
  'entity.parse.failed': 'malformed',
  'request.aborted': 'malformed',
  'request.size.invalid': 'malformed',
  'encoding.unsupported': 'unsupported-type',
  'charset.unsupported': 'unsupported-type',
};

type LibraryError = { type?: unknown; status?: unknown; code?: unknown };

/** The refusal that an error means, or null when it is a fault of ours. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof URIError) return new Refusal('malformed');
  const { type, status, code } = (error ?? {}) as LibraryError;
  if (typeof type === 'string' && ofBodyParser[type]) return new Refusal(ofBodyParser[type]);
  if (code === 'SQLITE_BUSY') return new Refusal('unavailable', 'database-busy');
  if (status === 400) return new Refusal('malformed');
  return null;
}
