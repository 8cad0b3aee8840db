import { queueChannelNotices } from '../../delivery/channel/queue-channel-notices.ts';
import type { Transaction } from '../../platform/db/database.ts';
import type { Message } from '../message.ts';
import { toldOf } from './notice.ts';
import { listChoices } from './told-queries.ts';

/** Puts into the outbox who is to be told of these messages, inside their transaction; each of the first of a channel. */
export async function tellByPush(tx: Transaction, messages: Message[], now: number): Promise<void> {
  const choices = await listChoices(tx, messages);
  const told = new Set<string>();
  const notices = messages.map((message) => {
    const { channelId, seq } = message;
    const personIds = toldOf(message, choices.get(channelId) ?? []).filter(
      (personId) => !told.has(`${channelId} ${personId}`),
    );
    for (const personId of personIds) told.add(`${channelId} ${personId}`);
    return { channelId, seq, personIds };
  });
  await queueChannelNotices(tx, notices, now);
}
