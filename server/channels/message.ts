import { Refusal } from '../platform/refusal.ts';

export const reactionKinds = ['👍', '✅', '❤️', '😂', '😮', '🙏'] as const;
export type ReactionKind = (typeof reactionKinds)[number];

export const isReaction = (emoji: string): emoji is ReactionKind =>
  reactionKinds.some((kind) => kind === emoji);

export type Message = {
  channelId: string;
  seq: number;
  revision: number;
  sender: { id: string; name: string };
  clientMessageId: string;
  /** Empty, as `html` is, once it is deleted. */
  text: string;
  /** One rendering, neutral of viewer and language. */
  html: string;
  replyToSeq: number | null;
  mentions: string[];
  mentionsAll: boolean;
  reactions: { emoji: string; personIds: string[] }[];
  postedAt: number;
  editedAt: number | null;
  deletedAt: number | null;
};

/** From where on there is something new: behind a revision, or behind one of the messages that share it. */
export type ChangesPlace = { revision: number; afterSeq: number | null };

export const longestText = 8000;
export const mostMentions = 50;

/** The text to be kept. Refuses `invalid` when there is none, or too much. */
export function checkText(given: string): string {
  const text = given.replaceAll('\r\n', '\n').trim();
  if (text === '') throw new Refusal('invalid', 'message-empty', { field: 'text' });
  if (text.length > longestText)
    throw new Refusal('invalid', 'message-long', { field: 'text', params: { most: longestText } });
  return text;
}

type Known = Pick<Message, 'sender' | 'text' | 'editedAt' | 'deletedAt'>;

/**
 * The same `clientMessageId` again answers what was posted with it; with another text it is a mistake. What has been
 * edited or deleted since is not compared: the old text is gone.
 */
export function checkRepeated(known: Pick<Known, 'text' | 'editedAt' | 'deletedAt'>, text: string): void {
  const isUntouched = known.editedAt === null && known.deletedAt === null;
  if (isUntouched && known.text !== text) throw new Refusal('conflict', 'message-repeated');
}

/** The sender alone edits and deletes, and only what is there. Refuses `forbidden`, `conflict`. */
export function checkOwn(message: Known, personId: string): void {
  if (message.sender.id !== personId) throw new Refusal('forbidden', 'message-of-another');
  if (message.deletedAt !== null) throw new Refusal('conflict', 'message-deleted');
}

const mentionPattern = /@\[([^\]\n]{1,200})\]\((?:person:([0-9a-f]{32})|(all))\)/g;

/** Whom a text mentions: `@[Name](person:ID)`, and all by `@[alle](all)`. */
export function mentionsIn(text: string): { personIds: string[]; all: boolean } {
  const found = [...text.slice(0, longestText).matchAll(mentionPattern)];
  const personIds = [...new Set(found.flatMap(([, , id]) => id ?? []))];
  return { personIds, all: found.some(([, , , all]) => all !== undefined) };
}

/** The text as it is read where nobody can be called. */
export const withoutMentions = (text: string): string => text.replaceAll(mentionPattern, '@$1');

/** Refuses `invalid` when too many are mentioned. */
export function checkMentions({ personIds }: { personIds: string[] }): void {
  if (personIds.length > mostMentions)
    throw new Refusal('invalid', 'too-many-mentions', { field: 'text', params: { most: mostMentions } });
}
