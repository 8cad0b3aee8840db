import type { Transaction } from '../platform/db/database.ts';
import { insertRows } from '../platform/db/dialect.ts';
import type { Message } from './message.ts';
import { indexMessages } from './search/search-store.ts';

type NewMessage = Omit<Message, 'reactions'>;
type Place = Pick<Message, 'channelId' | 'seq'>;

const at = ({ channelId, seq }: Place) => ({ channel_id: channelId, seq });

export async function insertMessages(tx: Transaction, messages: NewMessage[]): Promise<void> {
  const rows = messages.map((message) => ({
    ...at(message),
    ...{ revision: message.revision, sender_id: message.sender.id },
    ...{ client_message_id: message.clientMessageId, body: message.text, html: message.html },
    ...{ reply_to_seq: message.replyToSeq, mentions_all: Number(message.mentionsAll) },
    ...{ posted_at: message.postedAt, edited_at: message.editedAt, deleted_at: message.deletedAt },
  }));
  await insertRows(tx, 'messages', rows);
  await insertMentions(tx, messages);
  await indexMessages(tx, messages);
}

async function insertMentions(
  tx: Transaction,
  messages: Pick<Message, 'channelId' | 'seq' | 'mentions'>[],
): Promise<void> {
  const rows = messages.flatMap((message) =>
    message.mentions.map((personId) => ({ ...at(message), person_id: personId })),
  );
  await insertRows(tx, 'message_mentions', rows);
}

/** Writes a changed message over the old one; of what it said before nothing stays. */
export async function updateMessage(tx: Transaction, message: Omit<NewMessage, 'sender'>): Promise<void> {
  await tx('messages')
    .where(at(message))
    .update({
      ...{ revision: message.revision, body: message.text, html: message.html },
      ...{ mentions_all: message.mentionsAll },
      ...{ edited_at: message.editedAt, deleted_at: message.deletedAt },
    });
  await tx('message_mentions').where(at(message)).delete();
  await insertMentions(tx, [message]);
  await indexMessages(tx, [message]);
}

export async function deleteReactions(tx: Transaction, place: Place): Promise<void> {
  await tx('message_reactions').where(at(place)).delete();
}

/** Something that these show has changed. */
export async function raiseMessages(
  tx: Transaction,
  { channelId, seqs, revision }: { channelId: string; seqs: number[]; revision: number },
): Promise<void> {
  if (seqs.length > 0)
    await tx('messages').where({ channel_id: channelId }).whereIn('seq', seqs).update({ revision });
}

type Reacting = Place & { personId: string; emoji: string };

/** Answers whether it was not there yet. */
export async function insertReaction(tx: Transaction, reacting: Reacting, now: number): Promise<boolean> {
  const row = { ...at(reacting), person_id: reacting.personId, emoji: reacting.emoji, at: now };
  const table = 'message_reactions';
  const inserted = (await tx(table)
    .insert(row)
    .onConflict(['channel_id', 'seq', 'person_id', 'emoji'])
    .ignore()
    .returning('seq')) as unknown[];
  return inserted.length > 0;
}

/** Answers whether it was there. */
export async function deleteReaction(tx: Transaction, reacting: Reacting): Promise<boolean> {
  const row = { ...at(reacting), person_id: reacting.personId, emoji: reacting.emoji };
  return (await tx('message_reactions').where(row).delete()) > 0;
}
