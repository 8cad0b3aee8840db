import { contentHash } from '../platform/content-hash.ts';
import type { Transaction } from '../platform/db/database.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { nextEntry, type AuditEntry } from './audit-entry.ts';
import { findLastEntry, insertEntry } from './audit-store.ts';

/** Appends to the record inside the transaction that it tells of. Take it last: it holds other writers off. */
export async function recordAudit(
  tx: Transaction,
  entry: Pick<AuditEntry, 'at' | 'actorId' | 'action' | 'subject' | 'details'>,
): Promise<void> {
  await lockSequence(tx, 'audit');
  const unsealed = nextEntry(await findLastEntry(tx), entry);
  await insertEntry(tx, { ...unsealed, hash: contentHash(unsealed) });
}
