import { insertChannel } from '../../server/channels/channel-store.ts';
import type { Channel } from '../../server/channels/channel.ts';
import { insertMembers } from '../../server/channels/member-store.ts';
import { insertMessages, updateMessage } from '../../server/channels/message-store.ts';
import { renderMessage } from '../../server/channels/render-message.ts';
import { newId } from '../../server/platform/ids.ts';
import type { Umlauf } from '../../server/umlauf.ts';

type Given = Partial<Channel> & { firstSeqs?: Record<string, number> };

/** A channel as its members have it, whatever the directory says; none of its rules are asked. */
export async function plantChannel(
  { transaction, clock }: Umlauf,
  memberIds: string[],
  { firstSeqs = {}, ...given }: Given = {},
): Promise<string> {
  const id = newId();
  await transaction(async (tx) => {
    await insertChannel(tx, {
      ...{ id, kind: 'team', content: 'text', title: 'Frühschicht', purpose: 'Übergabe', history: 'whole' },
      ...{ retention: { unit: 'days', amount: 30 }, openedBy: memberIds[0] ?? newId() },
      ...{ openedAt: clock.now(), lastSeq: 0, revision: 0, firstSeq: 1, lastPostedAt: null },
      ...given,
      participantsKey: null,
    });
    const members = memberIds.map((personId) => ({
      ...{
        channelId: id,
        personId,
        firstSeq: firstSeqs[personId] ?? 1,
        readSeq: 0,
        seenSeq: 0,
        notices: 'mentions' as const,
      },
    }));
    await insertMembers(tx, members, clock.now());
  });
  return id;
}

export type Said = {
  channelId: string;
  senderId: string;
  text: string;
  /** Where it is known already. */
  html?: string;
  postedAt?: number;
};

/** Messages with the next numbers of their channels, in one transaction. */
export async function plantMessages({ transaction, clock }: Umlauf, said: Said[]): Promise<number[]> {
  return transaction(async (tx) => {
    const last = new Map<string, number>();
    for (const channelId of new Set(said.map((each) => each.channelId))) {
      const row = (await tx('channels').where({ id: channelId }).first('last_seq')) as { last_seq: number };
      last.set(channelId, row.last_seq);
    }
    const messages = said.map(({ channelId, senderId, text, html, postedAt = clock.now() }) => {
      const seq = (last.get(channelId) ?? 0) + 1;
      last.set(channelId, seq);
      return {
        ...{ channelId, seq, revision: seq, sender: { id: senderId, name: '' }, clientMessageId: newId() },
        ...{ text, html: html ?? renderMessage(text, new Map()) },
        ...{ replyToSeq: null, mentions: [], mentionsAll: false },
        ...{ postedAt, editedAt: null, deletedAt: null },
      };
    });
    await insertMessages(tx, messages);
    for (const [id, seq] of last) await tx('channels').where({ id }).update({ last_seq: seq, revision: seq });
    return messages.map(({ seq }) => seq);
  });
}

/** Says something else in its place; null: it is deleted. */
export async function replant(
  { transaction, clock }: Umlauf,
  { channelId, seq }: { channelId: string; seq: number },
  text: string | null,
): Promise<void> {
  const now = clock.now();
  await transaction((tx) =>
    updateMessage(tx, {
      ...{ channelId, seq, revision: 1000 + seq, clientMessageId: '', replyToSeq: null },
      ...{ text: text ?? '', html: text === null ? '' : renderMessage(text, new Map()) },
      ...{ mentions: [], mentionsAll: false, postedAt: now },
      ...{ editedAt: text === null ? null : now, deletedAt: text === null ? now : null },
    }),
  );
}
