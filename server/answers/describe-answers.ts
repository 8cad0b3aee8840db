import type { Request } from 'express';
import { findObligation } from '../acknowledgements/obligation-queries.ts';
import type { Announcement } from '../announcements/announcement.ts';
import { newId } from '../platform/ids.ts';
import { actorOf } from '../sign-in/guards.ts';
import type { House } from '../umlauf.ts';
import { mostAnswers, type AnswerKind } from './answer.ts';
import { countAnswers, listVisibleTo, type ShownAnswer } from './answer-queries.ts';

/** The form as it was typed, and what was wrong with it. */
export type AnswerForm = {
  kind: AnswerKind;
  text: string;
  version: number;
  idempotencyKey: string;
  refusal: { sentence: string; field: string | null } | null;
};

export const emptyAnswerForm = (version: number): AnswerForm => ({
  ...{ kind: 'question', text: '', version, idempotencyKey: newId(), refusal: null },
});

/**
 * What stands beneath an announcement, for `shared/answers`: the reader's own answers, those of others that were
 * published, without any name, and the form for a further one. `?answered=ID` names the one just given.
 */
export async function describeAnswers(
  { db }: Pick<House, 'db'>,
  request: Request,
  announcement: Announcement,
): Promise<object> {
  const { person } = actorOf(request);
  const { id, senderId, status, version } = announcement;
  const isSender = senderId === person.id;
  const visible = await listVisibleTo(db, id, person.id);
  const obligation = isSender ? null : await findObligation(db, person.id, id);
  const own = visible.filter(({ personId }) => personId === person.id);
  const canAnswer = obligation !== null && obligation.leftAt === null && status === 'released';
  const show = (answer: ShownAnswer) => ({
    ...answer,
    isOlder: answer.version < version,
    isNew: request.query['answered'] === answer.id,
  });
  return {
    own: own.map(show),
    // What was taken back is not told by what others asked about it.
    published: status === 'withdrawn' ? [] : visible.filter((answer) => !own.includes(answer)),
    counts: isSender ? await countAnswers(db, id) : null,
    form: canAnswer && own.length < mostAnswers ? emptyAnswerForm(version) : null,
    isFull: canAnswer && own.length >= mostAnswers,
  };
}
