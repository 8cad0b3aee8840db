import type { Transaction } from '../../platform/db/database.ts';
import { deleteTokens, replaceTokens, whereRows } from '../../platform/db/dialect.ts';
import type { Message } from '../message.ts';
import { channelToken, searchTable, senderToken } from './message-tokens.ts';
import { readableText } from './readable-text.ts';
import { searchTokens } from './search-words.ts';

type IndexedRow = {
  row_id: number;
  channel_id: string;
  sender_id: string;
  html: string;
  deleted_at: number | null;
  content: string;
};

/**
 * Makes these messages findable as they stand in the table now: by all of their words and by none of those before.
 * What is deleted, or cannot be read here, is not found. Messages whose rows end leave by themselves.
 */
export async function indexMessages(
  tx: Transaction,
  places: Pick<Message, 'channelId' | 'seq'>[],
): Promise<void> {
  const named = places.map(({ channelId, seq }) => ({ channel_id: channelId, seq }));
  const rows = (await whereRows(tx('messages'), 'messages', named)
    .join('channels', 'channels.id', 'messages.channel_id')
    .select('row_id', 'channel_id', 'sender_id', 'html', 'deleted_at', 'content')) as IndexedRow[];
  const isFound = (row: IndexedRow): boolean => row.deleted_at === null && row.content === 'text';
  const gone = rows.filter((row) => !isFound(row)).map((row) => row.row_id);
  await deleteTokens(tx, searchTable, gone);
  await replaceTokens(tx, searchTable, rows.filter(isFound).map(toTokens));
}

const toTokens = (row: IndexedRow) => ({
  rowId: row.row_id,
  tokens: [channelToken(row.channel_id), senderToken(row.sender_id), ...searchTokens(readableText(row.html))],
});
