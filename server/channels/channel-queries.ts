import type { Db, Transaction } from '../platform/db/database.ts';
import { lockRows, whereIn } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Channel, OwnChannel } from './channel.ts';
import { ownColumns, toChannel, toOwnChannel, type ChannelRow, type OwnChannelRow } from './channel-row.ts';

const own = (db: Db, personId: string) =>
  db('channel_members')
    .join('channels', 'channels.id', 'channel_members.channel_id')
    .where('channel_members.person_id', personId)
    .select(ownColumns);

/** The channel, if this person is in it now. */
export async function findChannelFor(
  db: Db,
  personId: string,
  channelId: string,
): Promise<OwnChannel | null> {
  const row = (await own(db, personId).where('channels.id', channelId).first()) as OwnChannelRow | undefined;
  return row ? toOwnChannel(row) : null;
}

/** Refuses `not-found` for whoever is not in it. */
export async function getChannelFor(db: Db, personId: string, channelId: string): Promise<OwnChannel> {
  const channel = await findChannelFor(db, personId, channelId);
  if (!channel) throw new Refusal('not-found');
  return channel;
}

/** The channels of which somebody is a member now, those last spoken in first. */
export async function listChannelsOf(db: Db, personId: string): Promise<OwnChannel[]> {
  const rows = (await own(db, personId).orderByRaw(
    'coalesce(last_posted_at, opened_at) desc, channels.id',
  )) as OwnChannelRow[];
  return rows.map(toOwnChannel);
}

/**
 * Held until the transaction ends, in one order: whoever posts, changes a message or changes the members does it one
 * after the other in each channel.
 */
export async function holdChannels(tx: Transaction, channelIds: string[]): Promise<Map<string, Channel>> {
  const query = whereIn(tx('channels'), 'id', channelIds).orderBy('id');
  const rows = (await lockRows(tx, query)) as ChannelRow[];
  return new Map(rows.map((row) => [row.id, toChannel(row)]));
}

/** Held, as one of its members has it. Refuses `not-found` for whoever is not in it. */
export async function holdChannelFor(
  tx: Transaction,
  personId: string,
  channelId: string,
): Promise<OwnChannel> {
  await holdChannels(tx, [channelId]);
  return getChannelFor(tx, personId, channelId);
}

export async function findDirectChannel(db: Db, participantsKey: string): Promise<Channel | null> {
  const row = (await db('channels').where({ participants_key: participantsKey }).first()) as
    ChannelRow | undefined;
  return row ? toChannel(row) : null;
}
