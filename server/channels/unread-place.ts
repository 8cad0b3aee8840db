import type { Db } from '../platform/db/database.ts';
import type { Message } from './message.ts';
import { isUnreadBetween } from './unread-queries.ts';

type Reader = { personId: string; channelId: string; now: number };
type Page = { messages: Message[]; isMoreBefore: boolean };

/** Where on a page of a conversation begins what its reader has not read: nowhere on it, if that is above the page. */
export async function findUnreadPlace(
  db: Db,
  reader: Reader,
  readSeq: number,
  { messages, isMoreBefore }: Page,
): Promise<{ isAbove: boolean; firstSeq: number | null }> {
  const isUnread = ({ seq, sender, deletedAt }: Message): boolean =>
    seq > readSeq && sender.id !== reader.personId && deletedAt === null;
  const before = messages[0]?.seq ?? 0;
  const isAbove = isMoreBefore && (await isUnreadBetween(db, reader, { after: readSeq, before }));
  return { isAbove, firstSeq: isAbove ? null : (messages.find(isUnread)?.seq ?? null) };
}
