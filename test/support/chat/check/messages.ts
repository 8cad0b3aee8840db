import type { Evidence, Post } from './evidence.ts';
import type { Row } from './read-rows.ts';

export const keyOf = (channelId: unknown, seq: unknown): string => `${String(channelId)} ${String(seq)}`;
const nameOf = (channelId: unknown, personId: unknown, clientMessageId: unknown): string =>
  `${String(channelId)} ${String(personId)} ${String(clientMessageId)}`;

/** The messages of the channels that were played; the demo organisation talks elsewhere. */
export function playedRows({ channels, tables }: Evidence): Row[] {
  const played = new Set(channels.map(({ channelId }) => channelId));
  return (tables['messages'] ?? []).filter((row) => played.has(String(row['channel_id'])));
}

/** Each confirmed message is there once, in a row without gaps, in its sender's order, and nothing is there besides. */
export function checkMessages(evidence: Evidence): string[] {
  const rows = playedRows(evidence);
  return [
    ...checkRows(rows),
    ...checkGaps(evidence, rows),
    ...checkAnswers(evidence, rows),
    ...checkSenders(evidence, rows),
  ];
}

function checkRows(rows: Row[]): string[] {
  const found: string[] = [];
  const names = new Set<string>();
  for (const row of rows) {
    const name = nameOf(row['channel_id'], row['sender_id'], row['client_message_id']);
    if (names.has(name)) found.push(`doubled: ${name} stands there again with seq ${String(row['seq'])}`);
    names.add(name);
  }
  return found;
}

function checkGaps({ channels, tables }: Evidence, rows: Row[]): string[] {
  return channels.flatMap(({ channelId }) => {
    const row = tables['channels']?.find(({ id }) => id === channelId);
    const own = rows.filter((message) => message['channel_id'] === channelId);
    const seqs = own.map(({ seq }) => Number(seq)).sort((a, b) => a - b);
    const gap = seqs.findIndex((seq, at) => seq !== at + 1);
    const found = gap < 0 ? [] : [`gap: in ${channelId} at ${gap + 1}, where ${seqs[gap] ?? 0} stands`];
    if (row?.['last_seq'] !== seqs.length)
      found.push(`gap: ${channelId} counts ${String(row?.['last_seq'])} and has ${seqs.length}`);
    const above = own.filter(({ revision }) => Number(revision) > Number(row?.['revision']));
    return [...found, ...above.map(({ seq }) => `revision: ${keyOf(channelId, seq)} is above its channel`)];
  });
}

function checkAnswers({ clients }: Evidence, rows: Row[]): string[] {
  const there = new Map(rows.map((row) => [keyOf(row['channel_id'], row['seq']), row]));
  return clients.flatMap(({ personId, posts }) =>
    posts
      .filter(({ type }) => type === 'ok')
      .flatMap(({ channelId, clientMessageId, seq }) => {
        const row = there.get(keyOf(channelId, seq));
        const isSame = row?.['client_message_id'] === clientMessageId && row['sender_id'] === personId;
        return isSame ? [] : [`lost: ${clientMessageId} of ${personId}, answered with seq ${String(seq)}`];
      }),
  );
}

function checkSenders({ clients }: Evidence, rows: Row[]): string[] {
  const sent = new Map<string, Post[]>();
  for (const { personId, posts } of clients) sent.set(personId, posts);
  const order = new Map<string, number>();
  for (const [personId, posts] of sent)
    for (const [at, { channelId, clientMessageId }] of posts.entries()) {
      const name = nameOf(channelId, personId, clientMessageId);
      if (!order.has(name)) order.set(name, at);
    }
  const found: string[] = [];
  const last = new Map<string, number>();
  for (const row of rows.toSorted((a, b) => Number(a['seq']) - Number(b['seq']))) {
    const at = order.get(nameOf(row['channel_id'], row['sender_id'], row['client_message_id']));
    const key = keyOf(row['channel_id'], row['seq']);
    const writer = nameOf(row['channel_id'], row['sender_id'], '');
    if (at === undefined) found.push(`invented: ${key} was sent by nobody`);
    else if (at < (last.get(writer) ?? -1)) found.push(`disorder: ${key} was sent before the one before it`);
    if (at !== undefined) last.set(writer, Math.max(at, last.get(writer) ?? -1));
  }
  return found;
}
