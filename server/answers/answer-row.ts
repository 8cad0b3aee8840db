import type { Answer, AnswerKind } from './answer.ts';

export type AnswerRow = {
  id: string;
  announcement_id: string;
  person_id: string;
  version: number;
  kind: AnswerKind;
  sentence: string;
  given_at: number;
  reply: string | null;
  replied_at: number | null;
  replied_by: string | null;
  published_at: number | null;
};

export const toAnswer = (row: AnswerRow): Answer => ({
  id: row.id,
  announcementId: row.announcement_id,
  personId: row.person_id,
  version: row.version,
  kind: row.kind,
  text: row.sentence,
  givenAt: row.given_at,
  reply:
    row.reply === null || row.replied_at === null || row.replied_by === null
      ? null
      : { text: row.reply, repliedAt: row.replied_at, personId: row.replied_by },
  publishedAt: row.published_at,
});

export const toRow = (answer: Answer): AnswerRow => ({
  id: answer.id,
  announcement_id: answer.announcementId,
  person_id: answer.personId,
  version: answer.version,
  kind: answer.kind,
  sentence: answer.text,
  given_at: answer.givenAt,
  reply: answer.reply?.text ?? null,
  replied_at: answer.reply?.repliedAt ?? null,
  replied_by: answer.reply?.personId ?? null,
  published_at: answer.publishedAt,
});
