import type { Team } from '../directory/person.ts';
import type { Message } from './message.ts';
import type { OwnChannel } from './channel.ts';

/** A channel as it stands in the list of one of its members. */
export type ChannelCard = {
  channel: OwnChannel;
  /** Of a conversation: the others in it. */
  title: string;
  teams: Team[];
  members: number;
  /** Not read yet, at most `mostCounted`. */
  unread: number;
  /** Of these, those in which he is called. */
  mentions: number;
  lastMessage: { seq: number; sender: Message['sender']; excerpt: string; postedAt: number } | null;
  mayChange: boolean;
};

export const mostCounted = 100;

/** As it stands beside the channel: beyond what is counted there may be any number. */
export const unreadShown = (unread: number): string =>
  unread < mostCounted ? String(unread) : `${mostCounted - 1}+`;

const longestExcerpt = 120;
/** So much of a text is looked at for it: in a long one of brackets alone each would be followed to its end. */
const mostLookedAt = 1000;

/** The words of a message in one line. */
export function excerptOf(text: string): string {
  const line = text
    .slice(0, mostLookedAt)
    .replaceAll(/@\[([^\]\n]{1,200})\]\((?:person:[0-9a-f]{32}|all)\)/g, '@$1')
    .replaceAll(/\[([^\]\n]+)\]\([^)\n]*\)/g, '$1')
    .replaceAll(/[*_~`>]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt - 1).trimEnd()}…` : line;
}
