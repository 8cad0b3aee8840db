import { refusalOfDatabase } from '../db/database-trouble.ts';
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

type LibraryError = { type?: unknown; status?: unknown };

/** The refusal that an error means, or null when it is a fault of ours. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof URIError) return new Refusal('malformed');
  const { type, status } = (error ?? {}) as LibraryError;
  if (typeof type === 'string' && ofBodyParser[type]) return new Refusal(ofBodyParser[type]);
  if (status === 400) return new Refusal('malformed');
  return refusalOfDatabase(error);
}
