/** One line of the record; `hash` covers the line and, through `previousHash`, all before it. */
export type AuditEntry = {
  seq: number;
  at: number;
  actorId: string | null;
  action: string;
  subject: string;
  details: Record<string, unknown>;
  previousHash: string;
  hash: string;
};

type UnsealedEntry = Omit<AuditEntry, 'hash'>;

export const firstPreviousHash = '0'.repeat(64);

/** The entry that follows `last`. Numbers have no gaps, so that a missing line shows. */
export function nextEntry(
  last: { seq: number; hash: string } | null,
  entry: Pick<AuditEntry, 'at' | 'actorId' | 'action' | 'subject' | 'details'>,
): UnsealedEntry {
  return { ...entry, seq: (last?.seq ?? 0) + 1, previousHash: last?.hash ?? firstPreviousHash };
}

/** Does the entry follow the one before it? `sealed` is the hash computed again from what stands there. */
export function followsOn(
  entry: AuditEntry,
  before: { seq: number; hash: string } | null,
  sealed: string,
): boolean {
  return (
    entry.seq === (before?.seq ?? 0) + 1 &&
    entry.previousHash === (before?.hash ?? firstPreviousHash) &&
    entry.hash === sealed
  );
}
