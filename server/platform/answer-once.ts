import { contentHash } from './content-hash.ts';
import type { Transaction } from './db/database.ts';
import { lockSequence } from './db/dialect.ts';
import { Refusal } from './refusal.ts';

const keepMs = 48 * 3600 * 1000;

type OnceRequest = { personId: string; key: string; request: unknown; now: number };

/**
 * The Idempotency-Key header (IETF draft-ietf-httpapi-idempotency-key-header): the same key with the same request
 * answers again what was answered, inside the transaction of the work itself; with another request it is refused.
 */
export async function answerOnce<T>(tx: Transaction, once: OnceRequest, work: () => Promise<T>): Promise<T> {
  const { personId, key, now } = once;
  const requestHash = contentHash(once.request);
  await lockSequence(tx, `idempotency:${personId}`);
  const known = (await tx('idempotency_keys').where({ person_id: personId, key }).first()) as
    { request_hash: string; answer: string } | undefined;
  if (known) {
    if (known.request_hash !== requestHash) throw new Refusal('conflict', 'idempotency-key-reused');
    return JSON.parse(known.answer) as T;
  }
  const answer = await work();
  await tx('idempotency_keys')
    .where('at', '<', now - keepMs)
    .delete();
  await tx('idempotency_keys').insert({
    person_id: personId,
    key,
    request_hash: requestHash,
    answer: JSON.stringify(answer),
    at: now,
  });
  return answer;
}
