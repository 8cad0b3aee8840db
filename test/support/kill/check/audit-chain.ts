import { createHash } from 'node:crypto';
import type { Evidence } from './evidence.ts';

type Row = Record<string, unknown>;

/** I8: every line follows from the one before it, and there is one for each change. */
export function checkAudit({ tables, releases }: Evidence): string[] {
  const played = new Set(releases.map(({ announcementId }) => announcementId));
  const ofPlayed = (rows: Row[], column: string) => rows.filter((row) => played.has(String(row[column])));
  const entries = tables.audit_entries.toSorted((a, b) => Number(a['seq']) - Number(b['seq']));
  const recorded = (action: string) =>
    ofPlayed(entries, 'subject').filter((row) => row['action'] === action).length;
  const found: string[] = [];
  for (const [action, rows] of [
    ['acknowledgement:given', ofPlayed(tables.acknowledgements, 'announcement_id')],
    ['reminder:sent', ofPlayed(tables.reminders, 'announcement_id')],
  ] as const)
    if (recorded(action) !== rows.length)
      found.push(`record: ${recorded(action)} times ${action} for ${rows.length} rows`);
  let previous = '0'.repeat(64);
  for (const [at, row] of entries.entries()) {
    if (Number(row['seq']) !== at + 1 || row['previous_hash'] !== previous || row['hash'] !== sealOf(row))
      return [...found, `record: line ${at + 1} does not follow`];
    previous = row['hash'];
  }
  return found;
}

/** SHA-256 over the line as JSON with sorted keys and no white space. */
function sealOf(row: Row): string {
  const line = {
    ...{ action: row['action'], actorId: row['actor_id'], at: row['at'] },
    details: JSON.parse(String(row['details'])) as unknown,
    ...{ previousHash: row['previous_hash'], seq: Number(row['seq']), subject: row['subject'] },
  };
  return createHash('sha256').update(JSON.stringify(line, sortKeys)).digest('hex');
}

const sortKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
