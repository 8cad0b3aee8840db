import { contentHash } from '../platform/content-hash.ts';
import type { Db } from '../platform/db/database.ts';
import { followsOn, type AuditEntry } from './audit-entry.ts';
import { readEntriesAfter } from './audit-store.ts';

const batch = 1000;

type AuditVerdict =
  { intact: true; entries: number; head: string | null } | { intact: false; brokenAt: number };

/** Walks the whole record and names the first number that does not follow from what stands before it. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  let last: AuditEntry | null = null;
  for (;;) {
    const entries: AuditEntry[] = await readEntriesAfter(db, last?.seq ?? 0, batch);
    for (const entry of entries) {
      const { hash, ...unsealed } = entry;
      if (!followsOn(entry, last, contentHash(unsealed)))
        return { intact: false, brokenAt: (last?.seq ?? 0) + 1 };
      last = { ...entry, hash };
    }
    if (entries.length < batch) return { intact: true, entries: last?.seq ?? 0, head: last?.hash ?? null };
  }
}
