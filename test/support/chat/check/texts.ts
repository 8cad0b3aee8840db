import type { Change, Client, Evidence } from './evidence.ts';
import { keyOf, playedRows } from './messages.ts';
import type { Row } from './read-rows.ts';

/** The word that stands in no other text. */
const uniqueWord = /q[0-9a-f]{16}q/g;
/** Here no text has any business at all. */
const withoutTexts = ['change_feed', 'deliveries', 'audit_entries', 'channels', 'channel_members'];

/** Edits and deletions came to stay, and what they replaced stands nowhere any more. */
export function checkTexts(evidence: Evidence): string[] {
  const rows = playedRows(evidence);
  const there = new Map(rows.map((row) => [keyOf(row['channel_id'], row['seq']), row]));
  return [
    ...evidence.clients.flatMap((client) => [...checkEdits(client, there), ...checkDeletions(client, there)]),
    ...checkRemains(evidence, rows),
  ];
}

function byMessage(changes: Change[]): Map<string, Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = keyOf(change.channelId, change.seq);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return groups;
}

function checkEdits({ edits, deletions }: Client, there: Map<string, Row>): string[] {
  const deleted = byMessage(deletions);
  return [...byMessage(edits)].flatMap(([key, changes]) => {
    const row = there.get(key);
    if (!row) return [`lost: ${key}, which was edited`];
    const last = changes.findLastIndex(({ type }) => type === 'ok');
    if (last < 0 || deleted.has(key)) return [];
    // Those after it whose outcome nobody knows may have come to stay as well.
    const possible = changes.slice(last).map(({ text }) => text);
    const isRight = possible.includes(String(row['body'])) && row['edited_at'] !== null;
    return isRight ? [] : [`lost: an edit of ${key}`];
  });
}

function checkDeletions({ deletions }: Client, there: Map<string, Row>): string[] {
  return [...byMessage(deletions)].flatMap(([key, changes]) => {
    const row = there.get(key);
    if (!changes.some(({ type }) => type === 'ok')) return [];
    const isGone = row?.['deleted_at'] !== null && row?.['body'] === '' && row['html'] === '';
    return isGone ? [] : [`lost: the deletion of ${key}`];
  });
}

function checkRemains({ tables, file }: Evidence, rows: Row[]): string[] {
  const current = new Set(rows.flatMap(({ body }) => String(body).match(uniqueWord) ?? []));
  const places: [string, Row[]][] = [...Object.entries(tables), ['the file of the database', [{ file }]]];
  return places.flatMap(([name, all]) => {
    const words = new Set(all.flatMap((row) => textOf(row).match(uniqueWord) ?? []));
    const remains = [...words].filter((word) => !current.has(word));
    return [
      ...remains.map((word) => `remains: ${word} stands in ${name}`),
      ...(withoutTexts.includes(name) && words.size > 0 ? [`remains: texts stand in ${name}`] : []),
    ];
  });
}

const textOf = (row: Row): string =>
  Object.values(row)
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
    .join('\n');
