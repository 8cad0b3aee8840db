import type { Request } from 'express';
import { z } from 'zod';
import { lookAtNames } from '../acknowledgements/look-at-names.ts';
import { findAnnouncementFor } from '../announcements/announcement-queries.ts';
import { optionalIdempotencyKeyOf } from '../platform/http/idempotency-key.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { listOf, pageQuery, parse, pathId } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { findAnswer, listVisibleTo } from './answer-queries.ts';
import { giveAnswer } from './give-answer.ts';
import { findNamedAnswer, listNamedAnswers } from './named-answer-queries.ts';
import { presentAnswer } from './present-answer.ts';
import { replyToAnswer } from './reply-to-answer.ts';
import { answerSchema, newAnswerSchema, replySchema } from './schemas.ts';

const answersQuery = z.strictObject(pageQuery);

export function answerCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { db } = umlauf;
  const path = '/api/v1/announcements/:id/answers';

  /** Names go to the sender alone, and are a look that is recorded. */
  async function listFor(request: Request, search: { limit: number; after?: string | undefined }) {
    const actor = actorOf(request);
    const { person } = actor;
    const announcement = await findAnnouncementFor(db, person.id, pathId(request.params['id']));
    if (!announcement) throw new Refusal('not-found');
    if (announcement.senderId !== person.id) return listVisibleTo(db, announcement.id, person.id, search);
    await lookAtNames(umlauf, actor, announcement.id, 'call');
    return listNamedAnswers(db, announcement.id, search);
  }

  return [
    {
      method: 'post',
      path,
      guard: 'signed-in',
      documentation: {
        summary: 'I answer other than yes: a question, not concerned, cannot; it confirms nothing',
        body: newAnswerSchema,
        headers: {
          'Idempotency-Key': {
            description: 'The same key again answers the same and says nothing twice',
            required: false,
          },
        },
        answers: { 201: { description: 'The answer', schema: answerSchema } },
      },
      handle: async (request, response) => {
        const actor = actorOf(request);
        const announcementId = pathId(request.params['id']);
        const { version = null, ...said } = parse(newAnswerSchema, request.body);
        const idempotencyKey = optionalIdempotencyKeyOf(request);
        const given = { ...said, version, idempotencyKey };
        const { id } = await giveAnswer(umlauf, actor, announcementId, given);
        const answer = await findAnswer(db, announcementId, id);
        if (!answer) throw new Refusal('not-found');
        response.status(201).json(presentAnswer(answer, actor.person.id));
      },
    },
    {
      method: 'get',
      path,
      guard: 'signed-in',
      documentation: {
        summary:
          'Answers other than yes: to the sender all with names, to a recipient his own and the published ones',
        query: answersQuery,
        answers: {
          200: { description: 'In the order in which they were given', schema: listOf(answerSchema) },
        },
      },
      handle: async (request, response) => {
        const { limit, after } = parse(answersQuery, request.query);
        const found = await listFor(request, { limit: limit + 1, after });
        const page = pageOf(found, limit, ({ id }) => id);
        const items = page.items.map((answer) => presentAnswer(answer, actorOf(request).person.id));
        response.json({ items, next: page.next });
      },
    },
    {
      method: 'post',
      path: `${path}/:answerId/reply`,
      guard: 'signed-in',
      documentation: {
        summary:
          'Replies, or edits the reply; with publish both stand beneath the announcement, without the name',
        body: replySchema,
        answers: { 200: { description: 'The answer with its reply', schema: answerSchema } },
      },
      handle: async (request, response) => {
        const actor = actorOf(request);
        const [announcementId, answerId] = [pathId(request.params['id']), pathId(request.params['answerId'])];
        await replyToAnswer(umlauf, actor, announcementId, answerId, parse(replySchema, request.body));
        const answer = await findNamedAnswer(db, announcementId, answerId);
        if (!answer) throw new Refusal('not-found');
        response.json(presentAnswer(answer, actor.person.id));
      },
    },
  ];
}
