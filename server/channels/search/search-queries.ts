import type { Db } from '../../platform/db/database.ts';
import { fromTokens, type WantedTokens } from '../../platform/db/dialect.ts';
import type { OwnChannel } from '../channel.ts';
import { listChannelsOf } from '../channel-queries.ts';
import type { Message } from '../message.ts';
import { listMessagesNamed } from '../message-queries.ts';
import { visibleMessages } from '../visible-messages.ts';
import type { MessageSearch } from './message-search.ts';
import { channelToken, searchTable, senderToken } from './message-tokens.ts';

/** `place`: behind which a further page begins. */
export type FoundMessage = { message: Message; place: string };

type Searching = { personId: string; now: number };
type Page = { after?: string | undefined; limit: number };
type FoundRow = { row_id: number; channel_id: string; seq: number };

/**
 * What is found among the messages that this person may see now, the newest first; the same on both databases. Only
 * the index of his own channels is read.
 */
export async function searchMessages(
  db: Db,
  searching: Searching,
  search: MessageSearch,
  page: Page,
): Promise<FoundMessage[]> {
  const channels = (await listChannelsOf(db, searching.personId)).filter(
    ({ id }) => search.channelId === null || search.channelId === id,
  );
  if (channels.length === 0 || search.personIds?.length === 0) return [];
  const rows = await listPlaces(db, searching, search, { ...page, channels });
  const places = rows.map((row) => ({ channelId: row.channel_id, seq: row.seq }));
  const messages = new Map(
    (await listMessagesNamed(db, places)).map((message) => [placeKey(message), message]),
  );
  return rows.flatMap((row) => {
    const message = messages.get(placeKey({ channelId: row.channel_id, seq: row.seq }));
    const isThere = message !== undefined && message.deletedAt === null;
    return isThere ? [{ message, place: placeOf(row.row_id) }] : [];
  });
}

const placeKey = ({ channelId, seq }: Pick<Message, 'channelId' | 'seq'>): string =>
  `${channelId} ${String(seq)}`;

async function listPlaces(
  db: Db,
  { personId, now }: Searching,
  search: MessageSearch,
  { after, limit, channels }: Page & { channels: OwnChannel[] },
): Promise<FoundRow[]> {
  const query = visibleMessages(db, personId, now).whereNull('messages.deleted_at');
  if (search.from !== null) void query.where('messages.posted_at', '>=', search.from);
  if (search.to !== null) void query.where('messages.posted_at', '<', search.to);
  const before = after === undefined ? undefined : readPlace(after);
  void fromTokens(
    db,
    query,
    { index: searchTable, rows: 'messages', key: 'row_id' },
    { wanted: wantedTokens(search, channels), before },
  );
  return (await query
    .limit(limit)
    .select('messages.row_id', 'messages.channel_id', 'messages.seq')) as FoundRow[];
}

const wantedTokens = ({ words, personIds }: MessageSearch, channels: OwnChannel[]): WantedTokens => [
  { anyOf: channels.map(({ id }) => channelToken(id)), beginning: false },
  ...(personIds === null ? [] : [{ anyOf: personIds.map(senderToken), beginning: false }]),
  ...words.map((anyOf) => ({ anyOf, beginning: true })),
];

export const placePattern = /^[0-9a-z]{1,7}$/;
const placeOf = (rowId: number): string => rowId.toString(36);
const readPlace = (place: string): number => Math.min(Number.parseInt(place, 36), 2 ** 31 - 1);
