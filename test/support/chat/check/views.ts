import type { Client, Evidence, Seen } from './evidence.ts';
import { keyOf, playedRows } from './messages.ts';
import type { Row } from './read-rows.ts';
import { windowsOf } from './removals.ts';

/** So long after he has come somebody may still be on the way into the rooms, and an event on its way to him. */
const [arrivesWithinMs, reachesWithinMs] = [2000, 4000];

/** All see the same in the same order; whoever was there throughout sees everything, and at once if he was connected. */
export function checkViews(evidence: Evidence): string[] {
  const rows = new Map(playedRows(evidence).map((row) => [keyOf(row['channel_id'], row['seq']), row]));
  return evidence.clients.flatMap((client) => [
    ...checkSame(client, rows),
    ...checkOrder(client),
    ...checkWhole(evidence, client, rows),
    ...checkTold(evidence, client).untold,
  ]);
}

function checkSame({ personId, seen }: Client, rows: Map<string, Row>): string[] {
  return seen.flatMap(({ channelId, seq, senderId, clientMessageId }) => {
    const row = rows.get(keyOf(channelId, seq));
    const isSame = row?.['sender_id'] === senderId && row['client_message_id'] === clientMessageId;
    return isSame ? [] : [`differs: ${personId} saw ${clientMessageId} as ${keyOf(channelId, seq)}`];
  });
}

/** On one connection, and within one answer, revisions never fall. */
function checkOrder({ personId, seen }: Client): string[] {
  const found: string[] = [];
  const last = new Map<string, number>();
  for (const { channelId, by, connection, op, seq, revision } of seen) {
    const way = `${channelId} ${by} ${String(connection ?? op)}`;
    if (revision < (last.get(way) ?? 0))
      found.push(
        `disorder: ${personId} saw ${keyOf(channelId, seq)} by ${by} after revision ${String(last.get(way))}`,
      );
    last.set(way, Math.max(revision, last.get(way) ?? 0));
  }
  return found;
}

const isThroughout = (evidence: Evidence, personId: string, channelId: string): boolean =>
  !windowsOf(evidence).some((window) => window.personId === personId && window.channelId === channelId);

function channelsThroughout(evidence: Evidence, personId: string): string[] {
  const own = evidence.members.find((member) => member.personId === personId)?.channelIds ?? [];
  return own.filter((channelId) => isThroughout(evidence, personId, channelId));
}

function checkWhole(evidence: Evidence, { personId, seen }: Client, rows: Map<string, Row>): string[] {
  const held = new Map<string, Seen>();
  for (const one of seen) {
    const key = keyOf(one.channelId, one.seq);
    if (one.revision >= (held.get(key)?.revision ?? 0)) held.set(key, one);
  }
  const channels = new Set(channelsThroughout(evidence, personId));
  return [...rows].flatMap(([key, row]) => {
    if (!channels.has(String(row['channel_id']))) return [];
    const one = held.get(key);
    if (!one) return [`missing: ${personId} never saw ${key}`];
    const isSame =
      one.revision === row['revision'] &&
      one.text === row['body'] &&
      (one.deletedAt === null) === (row['deleted_at'] === null);
    return isSame ? [] : [`stale: ${personId} has ${key} as of revision ${one.revision}`];
  });
}

/** Who was connected long before and long after a message was posted has heard of it on that connection. */
export function checkTold(evidence: Evidence, client: Client): { due: number; untold: string[] } {
  const heard = new Set(
    [...client.seen.filter(({ by }) => by === 'event'), ...client.told].map(
      ({ connection, channelId, seq }) => `${String(connection)} ${keyOf(channelId, seq)}`,
    ),
  );
  const channels = new Set(channelsThroughout(evidence, client.personId));
  let due = 0;
  const untold: string[] = [];
  for (const { posts } of evidence.clients) {
    const invoked = new Map(posts.filter(({ type }) => type === 'invoke').map(({ op, at }) => [op, at]));
    const stored = new Map<string, { channelId: string; seq: number; from: number; until: number }>();
    for (const { type, op, clientMessageId, channelId, seq, at } of posts.toReversed())
      if (type === 'ok' && seq !== undefined)
        stored.set(clientMessageId, { channelId, seq, from: invoked.get(op) ?? at, until: at });
    for (const { channelId, seq, from, until } of stored.values()) {
      if (!channels.has(channelId)) continue;
      const open = client.connections.find(
        (one) => one.from + arrivesWithinMs < from && until + reachesWithinMs < one.until,
      );
      if (!open) continue;
      due += 1;
      if (!heard.has(`${open.connection} ${keyOf(channelId, seq)}`))
        untold.push(`untold: ${client.personId} was not told of ${keyOf(channelId, seq)}`);
    }
  }
  return { due, untold };
}
