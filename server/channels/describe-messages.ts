import { listNames } from '../directory/directory-queries.ts';
import type { Db } from '../platform/db/database.ts';
import type { Viewer } from '../platform/views/dates.ts';
import { translate } from '../platform/views/languages.ts';
import { excerptOf } from './channel-card.ts';
import { dayKeyOf, dayTitle, figuresOf, newSince } from './chat-times.ts';
import { listMessagesAt } from './message-queries.ts';
import { reactionKinds, type Message } from './message.ts';

type Reader = { personId: string; channelId: string; now: number };
type Quote = { senderName: string; text: string; isGone: boolean };

const iso = (ms: number | null): string => (ms === null ? '' : new Date(ms).toISOString());
const mostNamed = 20;

/** What replies quote, as it stands now; nothing of what the reader may not see. */
async function findQuotes(db: Db, reader: Reader, messages: Message[]): Promise<(seq: number) => Quote> {
  const seqs = [...new Set(messages.flatMap(({ replyToSeq }) => replyToSeq ?? []))];
  const found = await listMessagesAt(db, reader, seqs);
  return (seq) => {
    const message = found.get(seq);
    if (!message || message.deletedAt !== null) return { senderName: '', text: '', isGone: true };
    return { senderName: message.sender.name, text: excerptOf(message.text), isGone: false };
  };
}

/** A message as the page shows it to this reader. */
export async function createMessageView(db: Db, reader: Reader, viewer: Viewer, messages: Message[]) {
  const quoteOf = await findQuotes(db, reader, messages);
  const given = messages.flatMap(({ reactions }) => reactions.flatMap(({ personIds }) => personIds));
  const names = await listNames(db, [...new Set(given)]);
  const { language } = viewer;
  const nameOf = (id: string): string =>
    id === reader.personId ? translate(language, 'channels.you') : (names.get(id) ?? '');

  function sayWho(personIds: string[]): string {
    const named = personIds.slice(0, mostNamed).map(nameOf).join(', ');
    const others = personIds.length - mostNamed;
    return others > 0 ? translate(language, 'channels.andOthers', { names: named, count: others }) : named;
  }

  return (message: Message) => {
    const { channelId, seq, revision, sender, html, postedAt, editedAt, deletedAt, replyToSeq } = message;
    const own = sender.id === reader.personId;
    const deleted = deletedAt !== null;
    return {
      ...{ channelId, seq, revision, senderId: sender.id, senderName: sender.name, html, postedAt },
      ...{ own, deleted, edited: editedAt !== null && !deleted, isBlank: false },
      time: figuresOf(postedAt, viewer),
      state: iso(editedAt) + iso(deletedAt),
      replyToSeq: replyToSeq ?? '',
      mentionsMe: !own && !deleted && (message.mentionsAll || message.mentions.includes(reader.personId)),
      quote: replyToSeq === null || deleted ? null : quoteOf(replyToSeq),
      reactions: message.reactions.map(({ emoji, personIds }) => ({
        ...{ channelId, seq, emoji, count: personIds.length, mine: personIds.includes(reader.personId) },
        label: `${nameReaction(viewer, emoji)}: ${sayWho(personIds)}`,
      })),
      actions: false,
    };
  };
}

type MessageView = ReturnType<Awaited<ReturnType<typeof createMessageView>>>;

/** What the page is copied from when something is said while it is open. */
export const blankMessage = (channelId: string): MessageView => ({
  ...{ channelId, seq: 0, revision: 0, senderId: '', senderName: '', html: '', postedAt: 0, time: '' },
  ...{ own: false, deleted: false, edited: false, state: '', replyToSeq: '', mentionsMe: false },
  ...{ quote: null, reactions: [], actions: false, isBlank: true },
});

const nameReaction = ({ language }: Viewer, emoji: string): string =>
  translate(language, `channels.reactions.${emoji}`);

export const namedReactions = (viewer: Viewer) =>
  reactionKinds.map((emoji) => ({ emoji, name: nameReaction(viewer, emoji) }));

/** In their order, each day before its first message, and where what is new begins. */
export function layOut(messages: MessageView[], firstUnread: number | null, viewer: Viewer) {
  return messages.map((message, at) => {
    const key = dayKeyOf(message.postedAt, viewer);
    const before = messages[at - 1];
    const isSameDay = before !== undefined && dayKeyOf(before.postedAt, viewer) === key;
    return {
      message,
      day: isSameDay ? null : { key, title: dayTitle(message.postedAt, viewer) },
      newSince: message.seq === firstUnread ? newSince(message.postedAt, viewer) : null,
    };
  });
}
