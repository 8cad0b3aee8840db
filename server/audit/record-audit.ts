import { contentHash } from '../platform/content-hash.ts';
import type { Transaction } from '../platform/db/database.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { nextEntry, type AuditEntry } from './audit-entry.ts';
import { findLastEntry, insertEntries } from './audit-store.ts';

type Unchained = Pick<AuditEntry, 'at' | 'actorId' | 'action' | 'subject' | 'details'>;

/**
 * Appends to the record, in this order, inside the transaction that it tells of. Take it last: it holds other writers
 * off.
 */
export async function recordAudit(tx: Transaction, ...given: Unchained[]): Promise<void> {
  if (given.length === 0) return;
  await lockSequence(tx, 'audit');
  let last: { seq: number; hash: string } | null = await findLastEntry(tx);
  const entries = given.map((entry): AuditEntry => {
    const unsealed = nextEntry(last, entry);
    return (last = { ...unsealed, hash: contentHash(unsealed) });
  });
  await insertEntries(tx, entries);
}
