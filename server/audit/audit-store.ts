import type { Db } from '../platform/db/database.ts';
import { insertRows } from '../platform/db/dialect.ts';
import type { AuditEntry } from './audit-entry.ts';

type Row = {
  seq: number;
  at: number;
  actor_id: string | null;
  action: string;
  subject: string;
  details: string;
  previous_hash: string;
  hash: string;
};

const fromRow = (row: Row): AuditEntry => ({
  seq: row.seq,
  at: row.at,
  actorId: row.actor_id,
  action: row.action,
  subject: row.subject,
  details: JSON.parse(row.details) as Record<string, unknown>,
  previousHash: row.previous_hash,
  hash: row.hash,
});

export async function findLastEntry(db: Db): Promise<AuditEntry | null> {
  const row = await db<Row>('audit_entries').orderBy('seq', 'desc').first();
  return row ? fromRow(row) : null;
}

export async function insertEntries(db: Db, entries: AuditEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({
    seq: entry.seq,
    at: entry.at,
    actor_id: entry.actorId,
    action: entry.action,
    subject: entry.subject,
    details: JSON.stringify(entry.details),
    previous_hash: entry.previousHash,
    hash: entry.hash,
  }));
  await insertRows(db, 'audit_entries', rows);
}

export async function readEntriesAfter(db: Db, seq: number, limit: number): Promise<AuditEntry[]> {
  const rows = await db<Row>('audit_entries').where('seq', '>', seq).orderBy('seq').limit(limit);
  return rows.map(fromRow);
}
