import type { PostedMessage } from '../live-events.ts';
import type { ChannelCard } from './channel-card.ts';
import type { Message } from './message.ts';

const timeOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** As everybody in the channel gets it. */
export const presentMessage = (message: Message): PostedMessage => ({
  ...{ seq: message.seq, revision: message.revision, sender: message.sender },
  ...{ clientMessageId: message.clientMessageId, text: message.text, html: message.html },
  ...{ replyToSeq: message.replyToSeq, mentions: message.mentions, mentionsAll: message.mentionsAll },
  reactions: message.reactions,
  postedAt: new Date(message.postedAt).toISOString(),
  editedAt: timeOf(message.editedAt),
  deletedAt: timeOf(message.deletedAt),
});

/** A channel as one of its members has it. */
export const presentChannel = (card: ChannelCard) => {
  const { channel, lastMessage } = card;
  const { id, kind, purpose, history, retention, member, lastSeq, revision } = channel;
  return {
    ...{ id, kind, title: card.title, purpose, teams: card.teams, members: card.members },
    ...{ history, retention, notices: member.notices, readSeq: member.readSeq },
    firstSeq: Math.max(channel.firstSeq, member.firstSeq),
    ...{ lastSeq, revision, unread: card.unread, mentions: card.mentions, mayChange: card.mayChange },
    lastMessage: lastMessage && {
      ...{ seq: lastMessage.seq, sender: lastMessage.sender, excerpt: lastMessage.excerpt },
      postedAt: new Date(lastMessage.postedAt).toISOString(),
    },
  };
};
