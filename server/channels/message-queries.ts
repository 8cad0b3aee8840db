import type { Knex } from 'knex';
import type { Db } from '../platform/db/database.ts';
import { whereRows } from '../platform/db/dialect.ts';
import type { ChangesPlace, Message } from './message.ts';
import { keyOf, listMentions, listReactions } from './message-part-queries.ts';
import { visibleMessages } from './visible-messages.ts';

type MessageRow = {
  channel_id: string;
  seq: number;
  revision: number;
  sender_id: string;
  sender_name: string;
  client_message_id: string;
  body: string;
  html: string;
  reply_to_seq: number | null;
  mentions_all: boolean | number;
  posted_at: number;
  edited_at: number | null;
  deleted_at: number | null;
};

const columns = [
  ...['channel_id', 'seq', 'revision', 'sender_id', 'client_message_id', 'body', 'html', 'reply_to_seq'],
  ...['mentions_all', 'posted_at', 'edited_at', 'deleted_at'],
].map((column) => `messages.${column}`);

type Between = {
  /** Only those after it, the oldest first. */
  after?: number | undefined;
  /** Only those before it. With neither: the newest. */
  before?: number | undefined;
  limit: number;
};

/** Messages of a channel that this person may see, in their order. */
export async function listMessages(
  db: Db,
  { personId, channelId, now }: { personId: string; channelId: string; now: number },
  { after, before, limit }: Between,
): Promise<Message[]> {
  const query = visibleMessages(db, personId, now).where('messages.channel_id', channelId);
  if (before !== undefined) void query.where('messages.seq', '<', before);
  if (after !== undefined) void query.where('messages.seq', '>', after);
  const isForward = after !== undefined;
  void query.orderBy('messages.seq', isForward ? 'asc' : 'desc').limit(limit);
  const messages = await toMessages(db, query);
  return isForward ? messages : messages.reverse();
}

/**
 * What has changed since a revision, each message as it is now, in the order of the changes. Very many may share one, as
 * a message and those that quote it do: `next` then says after which of them there is more.
 */
export async function listChanges(
  db: Db,
  { personId, channelId, now }: { personId: string; channelId: string; now: number },
  { since, limit }: { since: ChangesPlace; limit: number },
): Promise<{ messages: Message[]; next: ChangesPlace | null }> {
  const { revision, afterSeq } = since;
  const query = visibleMessages(db, personId, now)
    .where('messages.channel_id', channelId)
    .where('messages.revision', afterSeq === null ? '>' : '>=', revision)
    .orderBy('messages.revision')
    .orderBy('messages.seq')
    .limit(limit + 1);
  if (afterSeq !== null)
    void query.where(
      (later) => void later.where('messages.revision', '>', revision).orWhere('messages.seq', '>', afterSeq),
    );
  const found = await toMessages(db, query);
  const messages = found.slice(0, limit);
  const [last, beyond] = [messages.at(-1), found[limit]];
  if (!last || !beyond) return { messages, next: null };
  const isTorn = beyond.revision === last.revision;
  return { messages, next: { revision: last.revision, afterSeq: isTorn ? last.seq : null } };
}

/** The message, if this person may see it. */
export async function findMessageFor(
  db: Db,
  { personId, channelId, now }: { personId: string; channelId: string; now: number },
  seq: number,
): Promise<Message | null> {
  const query = visibleMessages(db, personId, now).where({
    'messages.channel_id': channelId,
    'messages.seq': seq,
  });
  return (await toMessages(db, query))[0] ?? null;
}

type Place = { channelId: string; seq: number };

/** These messages of a channel that this person may see: what replies quote. */
export async function listMessagesAt(
  db: Db,
  { personId, channelId, now }: { personId: string; channelId: string; now: number },
  seqs: number[],
): Promise<Map<number, Message>> {
  if (seqs.length === 0) return new Map();
  const query = visibleMessages(db, personId, now)
    .where('messages.channel_id', channelId)
    .whereIn('messages.seq', seqs);
  return new Map((await toMessages(db, query)).map((message) => [message.seq, message]));
}

/** Messages whoever may see them: for what is told to all who are in the channel. */
export async function listMessagesNamed(db: Db, places: Place[]): Promise<Message[]> {
  const rows = places.map(({ channelId, seq }) => ({ channel_id: channelId, seq }));
  return toMessages(db, whereRows(db('messages'), 'messages', rows));
}

/** What has been posted under these `clientMessageId`s. */
export async function listPostedBefore(
  db: Db,
  posts: { channelId: string; personId: string; clientMessageId: string }[],
): Promise<Message[]> {
  const rows = posts.map(({ channelId, personId, clientMessageId }) => ({
    ...{ channel_id: channelId, sender_id: personId, client_message_id: clientMessageId },
  }));
  return toMessages(db, whereRows(db('messages'), 'messages', rows));
}

/** The `seq` of those that reply to this message. */
export async function listReplies(db: Db, { channelId, seq }: Place): Promise<number[]> {
  return (await db('messages')
    .where({ channel_id: channelId, reply_to_seq: seq })
    .orderBy('seq')
    .pluck('seq')) as number[];
}

/** How often somebody has called all of a channel since an instant. */
export async function countCallsOfAll(
  db: Db,
  { channelId, personId, since }: { channelId: string; personId: string; since: number },
): Promise<number> {
  const row = (await db('messages')
    .where({ channel_id: channelId, sender_id: personId, mentions_all: true })
    .where('posted_at', '>', since)
    .count({ count: '*' })
    .first()) as { count: number };
  return row.count;
}

async function toMessages(db: Db, query: Knex.QueryBuilder): Promise<Message[]> {
  const rows = (await query
    .join('people', 'people.id', 'messages.sender_id')
    .select(columns)
    .select('people.name as sender_name')) as MessageRow[];
  const [mentions, reactions] = await Promise.all([listMentions(db, rows), listReactions(db, rows)]);
  return rows.map((row) => ({
    ...{ channelId: row.channel_id, seq: row.seq, revision: row.revision },
    sender: { id: row.sender_id, name: row.sender_name },
    clientMessageId: row.client_message_id,
    ...{ text: row.body, html: row.html, replyToSeq: row.reply_to_seq },
    mentions: mentions.get(keyOf(row)) ?? [],
    mentionsAll: Boolean(row.mentions_all) && row.deleted_at === null,
    reactions: reactions.get(keyOf(row)) ?? [],
    ...{ postedAt: row.posted_at, editedAt: row.edited_at, deletedAt: row.deleted_at },
  }));
}
