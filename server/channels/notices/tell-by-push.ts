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

/**
 * Whom an edit mentions for the first time is told as by a post. Not who is told of all that is said, or was called with
 * all the others: they were told when it was posted.
 */
export async function tellMentioned(
  tx: Transaction,
  before: Message,
  mentions: string[],
  now: number,
): Promise<void> {
  const added = mentions.filter((personId) => !before.mentions.includes(personId));
  if (before.mentionsAll || added.length === 0) return;
  const edited = { ...before, mentions: added };
  const choices = (await listChoices(tx, [edited])).get(before.channelId) ?? [];
  const personIds = toldOf(
    edited,
    choices.filter(({ notices }) => notices === 'mentions'),
  );
  await queueChannelNotices(tx, [{ channelId: before.channelId, seq: before.seq, personIds }], now);
}
