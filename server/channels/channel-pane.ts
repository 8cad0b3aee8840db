import type { Request } from 'express';
import type { Viewer } from '../platform/views/dates.ts';
import { translate, type Language } from '../platform/views/languages.ts';
import { languageOf } from '../show-page.ts';
import { actorOf } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { unreadShown, type ChannelCard } from './channel-card.ts';
import { listChannelCards } from './channel-card-queries.ts';
import { shortWhen } from './chat-times.ts';
import { mayOpenChannels } from './may-open.ts';

export const viewerOf = (umlauf: Umlauf, request: Request): Viewer => ({
  language: languageOf(umlauf, request),
  timeZone: umlauf.config.timeZone,
  now: umlauf.clock.now(),
});

/** By the first name, without what stands before it. */
const shortName = (name: string): string => name.split(' ').find((word) => !word.endsWith('.')) ?? name;

const sayWho = (language: Language, sender: { id: string; name: string }, personId: string): string =>
  sender.id === personId ? translate(language, 'channels.you') : shortName(sender.name);

const rowOf =
  (viewer: Viewer, personId: string, currentId: string | null) =>
  ({ channel, title, unread, mentions, lastMessage }: ChannelCard) => ({
    ...{ id: channel.id, title, unread, mentions, isCurrent: channel.id === currentId },
    unreadShown: unreadShown(unread),
    lastSeq: channel.lastSeq,
    lastAt: lastMessage?.postedAt ?? null,
    lastBy: lastMessage ? sayWho(viewer.language, lastMessage.sender, personId) : '',
    excerpt: lastMessage?.excerpt ?? '',
    shortWhen: lastMessage ? shortWhen(lastMessage.postedAt, viewer) : '',
  });

/** The list of one's channels, beside whatever a page shows of them. */
export async function describePane(umlauf: Umlauf, request: Request, currentId: string | null) {
  const actor = actorOf(request);
  const viewer = viewerOf(umlauf, request);
  const cards = await listChannelCards(umlauf.db, actor, viewer.now);
  return {
    channels: cards.map(rowOf(viewer, actor.person.id, currentId)),
    mayOpen: mayOpenChannels(actor),
  };
}
