import type { Announcement } from '../announcements/announcement.ts';
import { Refusal } from '../platform/refusal.ts';

export const answerKinds = ['question', 'not-concerned', 'cannot'] as const;
export type AnswerKind = (typeof answerKinds)[number];

export type Reply = { text: string; repliedAt: number; personId: string };

/** What a recipient says other than yes. It is no confirmation: his obligation stays as it was. */
export type Answer = {
  id: string;
  announcementId: string;
  personId: string;
  /** The version that it speaks of. */
  version: number;
  kind: AnswerKind;
  text: string;
  givenAt: number;
  reply: Reply | null;
  /** Since when answer and reply stand beneath the announcement, without the name. */
  publishedAt: number | null;
};

export const longestAnswer = 1000;
export const longestReply = 2000;
export const mostAnswers = 20;

/** Browsers send line ends as CR LF; the text has one form. */
function plainText(given: string, longest: number, missing: string): string {
  const text = given.replaceAll('\r\n', '\n').trim();
  if (text === '') throw new Refusal('invalid', missing, { field: 'text' });
  if (text.length > longest)
    throw new Refusal('invalid', 'answer-too-long', { field: 'text', params: { count: longest } });
  return text;
}

export type Said = {
  announcement: Pick<Announcement, 'id' | 'status' | 'version'>;
  personId: string;
  /** null: the one that holds now. */
  version: number | null;
  kind: AnswerKind;
  text: string;
  /** How many this person has given to this announcement already. */
  before: number;
};

/** A recipient answers other than yes, before or after confirming. */
export function answer(said: Said, id: string, now: number): Answer {
  const { announcement, personId, kind, before } = said;
  if (announcement.status !== 'released') throw new Refusal('conflict', 'takes-no-answers');
  const version = said.version ?? announcement.version;
  if (version > announcement.version)
    throw new Refusal('invalid', 'unknown-version', { field: 'version', params: { version } });
  const text = plainText(said.text, longestAnswer, 'answer-missing');
  if (before >= mostAnswers)
    throw new Refusal('invalid', 'too-many-answers', { params: { count: mostAnswers } });
  return {
    ...{ id, announcementId: announcement.id, personId, version, kind, text },
    ...{ givenAt: now, reply: null, publishedAt: null },
  };
}

export type ReplyRequest = { personId: string; text: string; publish: boolean };

/** Replying again edits the reply; without `publish` what stood beneath the announcement is taken back. */
export function reply(given: Answer, { personId, text: typed, publish }: ReplyRequest, now: number): Answer {
  const text = plainText(typed, longestReply, 'reply-missing');
  return {
    ...given,
    reply: given.reply?.text === text ? given.reply : { text, repliedAt: now, personId },
    publishedAt: publish ? (given.publishedAt ?? now) : null,
  };
}

export type ReplyAct = 'answer:replied' | 'answer:published' | 'answer:taken-back';

/** What has happened between the two, for the record; nothing, when the same was sent again. */
export function actsBetween(before: Answer, after: Answer): ReplyAct[] {
  const isPublished = (given: Answer): boolean => given.publishedAt !== null;
  return [
    ...(before.reply === after.reply ? [] : (['answer:replied'] as const)),
    ...(!isPublished(before) && isPublished(after) ? (['answer:published'] as const) : []),
    ...(isPublished(before) && !isPublished(after) ? (['answer:taken-back'] as const) : []),
  ];
}
