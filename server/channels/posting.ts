import { checkMentions, checkRepeated, checkText, mentionsIn, type Message } from './message.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Channel, ChannelMember } from './channel.ts';

/** What somebody wants to say. */
export type Posting = {
  channelId: string;
  personId: string;
  clientMessageId: string;
  text: string;
  replyToSeq: number | null;
};

/** `isNew`: not the same message once more. */
export type Posted = { message: Message; isNew: boolean };

export const mostCallsOfAll = 5;
export const callsCountedMs = 3_600_000;

/** What stands of the channel when a posting is judged. */
type Standing = {
  channel: Channel | undefined;
  member: ChannelMember | undefined;
  known: Message | undefined;
  /** Who is in the channel of those who are mentioned, by id. */
  names: Map<string, string>;
  senderName: string;
  isReplyThere: boolean;
  callsOfAll: number;
  render: (text: string, names: Map<string, string>) => string;
};

const nobody = { personIds: [], all: false };

/** The message that follows in its channel, or the same once more. Refuses `not-found` for whoever is not in it. */
export function judgePosting(posting: Posting, standing: Standing, now: number): Posted {
  const { channel, member, known, names } = standing;
  if (!channel || !member) throw new Refusal('not-found');
  const text = checkText(posting.text);
  if (known) {
    checkRepeated(known, text);
    return { message: known, isNew: false };
  }
  if (posting.replyToSeq !== null && !standing.isReplyThere)
    throw new Refusal('invalid', 'reply-gone', { field: 'replyToSeq' });
  const isSealed = channel.content === 'sealed';
  const mentioned = isSealed ? nobody : mentionsIn(text);
  checkMentions(mentioned);
  const { personIds, all } = mentioned;
  if (all && standing.callsOfAll >= mostCallsOfAll)
    throw new Refusal('too-many', 'too-many-calls', { params: { most: mostCallsOfAll } });
  const message: Message = {
    ...{ channelId: channel.id, seq: channel.lastSeq + 1, revision: channel.revision + 1 },
    sender: { id: posting.personId, name: standing.senderName },
    clientMessageId: posting.clientMessageId,
    ...{ text, html: isSealed ? '' : standing.render(text, names) },
    replyToSeq: posting.replyToSeq,
    mentions: personIds.filter((personId) => names.has(personId)),
    ...{ mentionsAll: all, reactions: [] },
    ...{ postedAt: Math.max(now, channel.lastPostedAt ?? 0), editedAt: null, deletedAt: null },
  };
  return { message, isNew: true };
}
