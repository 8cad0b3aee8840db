import type { Transaction } from '../platform/db/database.ts';
import { insertDevice } from './session-store.ts';

type TokenDevice = { id: string; personId: string; secretHash: string; label: string; now: number };

/** The device of a program that signs in with a token; no browser ever knows its secret. */
export async function insertTokenDevice(
  tx: Transaction,
  { id, personId, secretHash, label, now }: TokenDevice,
): Promise<void> {
  await insertDevice(tx, {
    id,
    person_id: personId,
    secret_hash: secretHash,
    label,
    created_at: now,
    last_seen_at: now,
  });
}
