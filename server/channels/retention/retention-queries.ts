import type { Db } from '../../platform/db/database.ts';
import type { Channel } from '../channel.ts';
import { toChannel, type ChannelRow } from '../channel-row.ts';
import { visibleSince, type Retention } from './retention.ts';

/** A channel, as it was when somebody looked, and what is to be its first message. */
export type OverdueChannel = { id: string; retention: Retention; lastPostedAt: number; beforeSeq: number };

type Row = ChannelRow & { last_posted_at: number; oldest_at: number | null };

/** The channels whose first message is past its time, that which is so longest first. */
export async function listOverdue(db: Db, now: number): Promise<OverdueChannel[]> {
  const first = db('messages')
    .whereRaw('messages.channel_id = channels.id')
    .whereRaw('messages.seq >= channels.first_seq')
    .orderBy('seq')
    .limit(1)
    .select('posted_at');
  const rows = (await db('channels')
    .whereRaw('last_seq >= first_seq')
    .whereNotNull('last_posted_at')
    .select('channels.*')
    .select(first.as('oldest_at'))) as Row[];
  const overdue: OverdueChannel[] = [];
  for (const row of rows.toSorted((a, b) => (a.oldest_at ?? 0) - (b.oldest_at ?? 0))) {
    const channel = toChannel(row);
    if (row.oldest_at === null || row.oldest_at >= sinceOf(channel, now)) continue;
    const found = await findRunOut(db, channel, now);
    if (found) overdue.push(found);
  }
  return overdue;
}

const sinceOf = ({ retention, lastPostedAt }: Channel, now: number): number =>
  visibleSince(retention, lastPostedAt, now);

/** What is to be the first message of a channel, if something in it is past its time. */
export async function findRunOut(db: Db, channel: Channel, now: number): Promise<OverdueChannel | null> {
  const { id, retention, lastPostedAt, firstSeq, lastSeq } = channel;
  if (lastPostedAt === null) return null;
  const beforeSeq = (await findFirstSince(db, channel, sinceOf(channel, now))) ?? lastSeq + 1;
  return beforeSeq > firstSeq ? { id, retention, lastPostedAt, beforeSeq } : null;
}

/** In order, and not the lowest of those posted since: what stands behind a message that is kept is kept as well. */
async function findFirstSince(db: Db, channel: Channel, since: number): Promise<number | undefined> {
  const row = (await db('messages')
    .where({ channel_id: channel.id })
    .where('seq', '>=', channel.firstSeq)
    .where('posted_at', '>=', since)
    .orderBy('seq')
    .first('seq')) as { seq: number } | undefined;
  return row?.seq;
}

/** The channels in which messages stand that nobody may see any more. */
export async function listUncleared(db: Db): Promise<string[]> {
  const gone = db('messages')
    .whereRaw('messages.channel_id = channels.id')
    .whereRaw('messages.seq < channels.first_seq')
    .select(db.raw('1'));
  return (await db('channels').whereExists(gone).pluck('id')) as string[];
}

/** How many such messages there are. */
export async function countUncleared(db: Db): Promise<number> {
  const row = (await db('messages')
    .join('channels', 'channels.id', 'messages.channel_id')
    .whereRaw('messages.seq < channels.first_seq')
    .count({ count: '*' })
    .first()) as { count: number };
  return row.count;
}

/** In how many channels something stands that has been past its time for so long. */
export async function countLateChannels(db: Db, now: number, forMs: number): Promise<number> {
  const late = (await listOverdue(db, now - forMs)).map(({ id }) => id);
  return new Set([...late, ...(await listUncleared(db))]).size;
}
