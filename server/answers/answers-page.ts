import type { Request, Response } from 'express';
import { z } from 'zod';
import { lookAtNames } from '../acknowledgements/look-at-names.ts';
import type { Announcement } from '../announcements/announcement.ts';
import { getSentAnnouncement } from '../announcements/sent-announcement-queries.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { id, parse, pathId } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { translate } from '../platform/views/languages.ts';
import { mayPublish } from '../sign-in/actor.ts';
import { actorOf } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { countAnswers } from './answer-queries.ts';
import { findNamedAnswer, listNamedAnswers, type NamedAnswer } from './named-answer-queries.ts';

const answersPerPage = 30;
const answersQuery = z.object({
  state: z.enum(['waiting', 'replied']).default('waiting'),
  after: id().optional(),
  reply: id().optional(),
  sent: z.enum(['replied', 'published', 'taken-back']).nullable().default(null),
});

const shown = (announcement: Announcement) => (answer: NamedAnswer) => ({
  ...answer,
  team: answer.team ?? answer.person.department,
  isOlder: answer.version < announcement.version,
});

type State = 'waiting' | 'replied';

/** What waits for a reply comes first, then what was replied to, each in the order in which it was given. */
async function listPage(
  { db }: Umlauf,
  announcement: Announcement,
  { state, after }: { state: State; after?: string | undefined },
) {
  const list = async (of: State) => {
    const search = { state: of, limit: answersPerPage + 1, after: of === state ? after : undefined };
    const page = pageOf(
      await listNamedAnswers(db, announcement.id, search),
      answersPerPage,
      (answer) => answer.id,
    );
    return { items: page.items.map(shown(announcement)), next: page.next };
  };
  const none = { items: [], next: null };
  const waiting = state === 'waiting' ? await list('waiting') : none;
  const replied = waiting.next === null ? await list('replied') : none;
  return { isGoingOn: state === 'replied', waiting, replied };
}

const pageOfAnswers = ({ title }: Announcement) => ({
  ...{ title: 'answers.title', titleParams: { title }, nav: 'released' as const },
});

type TypedReply = { text: string; publish: boolean; refusal: Refusal };

/** One answer, with the form for its reply; `typed` is what was refused. */
export async function showReplyForm(
  umlauf: Umlauf,
  request: Request,
  response: Response,
  announcement: Announcement,
  answerId: string,
  typed: TypedReply | null,
): Promise<void> {
  const answer = await findNamedAnswer(umlauf.db, announcement.id, answerId);
  if (!answer) throw new Refusal('not-found');
  const refusal = typed?.refusal;
  await showPage(umlauf, request, response, 'answers/reply', pageOfAnswers(announcement), {
    announcement,
    answer: shown(announcement)(answer),
    form: {
      text: typed?.text ?? answer.reply?.text ?? '',
      publish: typed?.publish ?? answer.publishedAt !== null,
      refusal: refusal && {
        sentence: translate(languageOf(umlauf, request), `refusals:${refusal.reason}`, refusal.params),
      },
    },
  });
}

/** The sender's list of answers other than yes. */
export async function showAnswers(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const actor = actorOf(request);
  const announcement = await getSentAnnouncement(umlauf.db, actor, pathId(request.params['id']));
  if (announcement.releasedAt === null) {
    response.redirect(303, `/announcements/${announcement.id}`);
    return;
  }
  const { state, after, reply, sent } = parse(answersQuery, request.query);
  await lookAtNames(umlauf, actor, announcement.id, 'page');
  if (reply !== undefined) {
    await showReplyForm(umlauf, request, response, announcement, reply, null);
    return;
  }
  await showPage(umlauf, request, response, 'answers/answers', pageOfAnswers(announcement), {
    announcement,
    ...(await listPage(umlauf, announcement, { state, after })),
    counts: await countAnswers(umlauf.db, announcement.id),
    mayReply: mayPublish(actor),
    sent,
  });
}
