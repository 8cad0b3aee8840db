import type { Db } from '../platform/db/database.ts';
import { whereIn, whereRows } from '../platform/db/dialect.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { OwnChannel } from './channel.ts';
import { excerptOf, mostCounted, type ChannelCard } from './channel-card.ts';
import { findChannelFor, listChannelsOf } from './channel-queries.ts';
import { mayOpenChannels } from './may-open.ts';
import { countMembers, listChannelTeams, listDirectNames } from './member-queries.ts';
import { visibleMessages } from './visible-messages.ts';

/** My channels, those last spoken in first. */
export async function listChannelCards(db: Db, reader: Actor, now: number): Promise<ChannelCard[]> {
  return toCards(db, reader, await listChannelsOf(db, reader.person.id), now);
}

/** The channel, if I am in it. */
export async function findChannelCard(
  db: Db,
  reader: Actor,
  channelId: string,
  now: number,
): Promise<ChannelCard | null> {
  const channel = await findChannelFor(db, reader.person.id, channelId);
  return channel ? ((await toCards(db, reader, [channel], now))[0] ?? null) : null;
}

async function toCards(db: Db, reader: Actor, channels: OwnChannel[], now: number): Promise<ChannelCard[]> {
  const personId = reader.person.id;
  const ids = channels.map(({ id }) => id);
  const [teams, names, members, unread, last] = await Promise.all([
    listChannelTeams(db, ids),
    listDirectNames(db, ids),
    countMembers(db, ids),
    countUnread(db, personId, now, ids),
    findLastMessages(db, personId, now, ids),
  ]);
  const mayOpen = mayOpenChannels(reader);
  return channels.map((channel) => {
    const others = (names.get(channel.id) ?? []).filter(({ id }) => id !== personId);
    return {
      channel,
      title: channel.title ?? others.map(({ name }) => name).join(', '),
      teams: teams.get(channel.id) ?? [],
      members: members.get(channel.id) ?? 0,
      ...(unread.get(channel.id) ?? { unread: 0, mentions: 0 }),
      lastMessage: last.get(channel.id) ?? null,
      mayChange: mayOpen && channel.kind === 'team',
    };
  });
}

type Unread = { unread: number; mentions: number };

/**
 * What others have said since one last read, in all channels or in these; no more of each is counted than is shown, and
 * nothing where all has been read.
 */
export async function countUnread(
  db: Db,
  personId: string,
  now: number,
  channelIds?: string[],
): Promise<Map<string, Unread>> {
  const query = visibleMessages(db, personId, now);
  if (channelIds) void whereIn(query, 'messages.channel_id', channelIds);
  const rows = (await query
    .whereRaw('channels.last_seq > channel_members.read_seq')
    // The plus leaves the way to the rows to the next one, which are a hundred at most.
    .whereRaw('+messages.seq > channel_members.read_seq')
    .whereRaw('messages.seq > channels.last_seq - ?', [mostCounted])
    .whereNot('messages.sender_id', personId)
    .whereNull('messages.deleted_at')
    .leftJoin('message_mentions as mine', (join) =>
      join
        .on('mine.channel_id', 'messages.channel_id')
        .andOn('mine.seq', 'messages.seq')
        .andOn('mine.person_id', db.raw('?', [personId])),
    )
    .groupBy('messages.channel_id')
    .select('messages.channel_id as channelId')
    .count({ unread: '*' })
    .sum({
      mentions: db.raw('case when mine.person_id is not null or messages.mentions_all then 1 else 0 end'),
    })) as { channelId: string; unread: number; mentions: number | string }[];
  return new Map(
    rows.map(({ channelId, unread, mentions }) => [channelId, { unread, mentions: Number(mentions) }]),
  );
}

type LastMessage = NonNullable<ChannelCard['lastMessage']>;
type LastRow = {
  channel_id: string;
  seq: number;
  body: string;
  posted_at: number;
  sender_id: string;
  name: string;
};

/** The last message of each channel that is still there: one step in the index for each. */
async function findLastMessages(
  db: Db,
  personId: string,
  now: number,
  channelIds: string[],
): Promise<Map<string, LastMessage>> {
  const lastSeq = db('messages')
    .whereRaw('messages.channel_id = channel_members.channel_id')
    .whereNull('messages.deleted_at')
    .max('messages.seq');
  const members = db('channel_members').where({ person_id: personId });
  const last = (await whereIn(members, 'channel_id', channelIds).select('channel_id', lastSeq.as('seq'))) as {
    channel_id: string;
    seq: number | null;
  }[];
  const places = last.flatMap(({ channel_id, seq }) => (seq === null ? [] : [{ channel_id, seq }]));
  const rows = (await whereRows(visibleMessages(db, personId, now), 'messages', places)
    .join('people', 'people.id', 'messages.sender_id')
    .select(
      ...['messages.channel_id', 'messages.seq', 'messages.body', 'messages.posted_at'],
      ...['people.id as sender_id', 'people.name'],
    )) as LastRow[];
  return new Map(
    rows.map((row) => [
      row.channel_id,
      {
        ...{ seq: row.seq, excerpt: excerptOf(row.body), postedAt: row.posted_at },
        sender: { id: row.sender_id, name: row.name },
      },
    ]),
  );
}
