import { randomUUID } from 'node:crypto';
import { raiseChannels } from '../../../server/channels/channel-store.ts';
import { insertMessages } from '../../../server/channels/message-store.ts';
import { renderMessage } from '../../../server/channels/render-message.ts';
import type { House } from '../../../server/umlauf.ts';

const apartMs = 20_000;

/** A channel in which its members have said so much, in turn, until now. */
export async function fillWithMessages(house: House, channelId: string, count: number): Promise<void> {
  const senders = (await house
    .db('channel_members')
    .join('people', 'people.id', 'channel_members.person_id')
    .where({ channel_id: channelId })
    .orderBy('people.id')
    .select('people.id', 'people.name')) as { id: string; name: string }[];
  const now = house.clock.now();
  const messages = Array.from({ length: count }, (_, at) => {
    const text = `Palette ${at + 1} steht an **Tor 2**, bitte bis zum Schichtende abholen.`;
    return {
      ...{
        channelId,
        seq: at + 1,
        revision: at + 1,
        sender: senders[at % senders.length] ?? { id: '', name: '' },
      },
      ...{ clientMessageId: randomUUID(), text, html: renderMessage(text, new Map()), replyToSeq: null },
      ...{ mentions: [], mentionsAll: false, editedAt: null, deletedAt: null },
      postedAt: now - (count - at) * apartMs,
    };
  });
  await house.transaction(async (tx) => {
    await insertMessages(tx, messages);
    await raiseChannels(tx, [
      { id: channelId, lastSeq: count, revision: count, lastPostedAt: now - apartMs },
    ]);
  });
}
