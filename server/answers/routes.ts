import type { Request, Response } from 'express';
import { findAnnouncementFor } from '../announcements/announcement-queries.ts';
import { chooseText } from '../announcements/choose-text.ts';
import { findSender } from '../announcements/present.ts';
import { getPublishedBy } from '../announcements/sent-announcement-queries.ts';
import { idempotencyKeyOf } from '../platform/http/idempotency-key.ts';
import { parse, pathId } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { translate } from '../platform/views/languages.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Umlauf } from '../umlauf.ts';
import { showAnswers, showReplyForm } from './answers-page.ts';
import { emptyAnswerForm, type AnswerForm } from './describe-answers.ts';
import { giveAnswer } from './give-answer.ts';
import { replyToAnswer } from './reply-to-answer.ts';
import { newAnswerForm, replyForm } from './schemas.ts';

export function answerRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db } = umlauf;

  /** What was typed, with what is wrong with it; any other refusal has its own page. */
  async function showForm(
    request: Request,
    response: Response,
    announcementId: string,
    typed: AnswerForm,
  ): Promise<void> {
    const announcement = await findAnnouncementFor(db, actorOf(request).person.id, announcementId);
    if (!announcement) throw new Refusal('not-found');
    const text = chooseText(announcement, languageOf(umlauf, request));
    const page = { title: '', titleText: text.title, nav: 'inbox' as const };
    await showPage(umlauf, request, response, 'answers/give', page, {
      announcement: { ...announcement, sender: await findSender(db, announcement) },
      text,
      answers: { form: typed },
    });
  }

  async function give(request: Request, response: Response): Promise<void> {
    const announcementId = pathId(request.params['id']);
    const said = parse(newAnswerForm, request.body ?? {});
    const idempotencyKey = idempotencyKeyOf(request);
    explainRefusal(response, async (refusal) => {
      if (refusal.code !== 'invalid') throw refusal;
      const sentence = translate(languageOf(umlauf, request), `refusals:${refusal.reason}`, refusal.params);
      const form = { ...emptyAnswerForm(said.version), ...said };
      await showForm(request, response, announcementId, {
        ...form,
        refusal: { sentence, field: refusal.field },
      });
    });
    const { id } = await giveAnswer(umlauf, actorOf(request), announcementId, { ...said, idempotencyKey });
    response.redirect(303, `/announcements/${announcementId}?answered=${id}#answer-${id}`);
  }

  async function reply(request: Request, response: Response): Promise<void> {
    const actor = actorOf(request);
    const [announcementId, answerId] = [pathId(request.params['id']), pathId(request.params['answerId'])];
    const announcement = await getPublishedBy(db, actor, announcementId);
    const { text, publish: published } = parse(replyForm, request.body ?? {});
    const publish = published === '1';
    explainRefusal(response, async (refusal) => {
      if (refusal.code !== 'invalid') throw refusal;
      const typed = { text, publish, refusal };
      await showReplyForm(umlauf, request, response, announcement, answerId, typed);
    });
    const acts = await replyToAnswer(umlauf, actor, announcement.id, answerId, { text, publish });
    const sent = publish ? 'published' : acts.includes('answer:taken-back') ? 'taken-back' : 'replied';
    response.redirect(303, `/announcements/${announcement.id}/answers?sent=${sent}`);
  }

  return [
    { method: 'post', path: '/announcements/:id/answers', guard: 'signed-in', handle: give },
    {
      method: 'get',
      path: '/announcements/:id/answers',
      guard: 'signed-in',
      handle: (request, response) => showAnswers(umlauf, request, response),
    },
    { method: 'post', path: '/announcements/:id/answers/:answerId/reply', guard: 'signed-in', handle: reply },
  ];
}
