import { z } from 'zod';
import { pageOf } from '../platform/http/page-of.ts';
import { id, listOf, pageQuery, parse, text } from '../platform/http/parse.ts';
import { languages } from '../platform/views/languages.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { listInbox } from './inbox-queries.ts';
import type { Card } from './inbox-card.ts';
import { placeOf, placeSchema, readPlace } from './inbox-place.ts';
import { senderSchema } from './schemas.ts';

const inboxQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(['outstanding', 'all']).default('all'),
  q: text().max(200).optional(),
  after: placeSchema.optional(),
});
const time = z.iso.datetime();
const cardSchema = z.object({
  ...{ id: id(), number: z.string(), title: z.string(), language: z.enum(languages) },
  ...{ priority: z.string(), acknowledgement: z.string() },
  ...{
    deadlineAt: time.nullable(),
    releasedAt: time,
    confirmedAt: time.nullable(),
    sender: senderSchema,
  },
  state: z.enum(['outstanding', 'late', 'confirmed', 'new', 'read', 'withdrawn', 'expired']),
  ...{ drill: z.boolean(), version: z.int(), askedAgain: z.boolean() },
});

const presentCard = (card: Card) => ({
  ...card,
  deadlineAt: card.deadlineAt === null ? null : new Date(card.deadlineAt).toISOString(),
  releasedAt: new Date(card.releasedAt).toISOString(),
  confirmedAt: card.confirmedAt === null ? null : new Date(card.confirmedAt).toISOString(),
});

export function inboxCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock } = umlauf;
  return [
    {
      method: 'get',
      path: '/api/v1/inbox',
      guard: 'signed-in',
      documentation: {
        summary: 'My announcements, obligations first, by deadline',
        query: inboxQuery,
        answers: { 200: { description: 'A page of them', schema: listOf(cardSchema) } },
      },
      handle: async (request, response) => {
        const { limit, state, q, after } = parse(inboxQuery, request.query);
        const { person } = actorOf(request);
        const reader = { personId: person.id, language: languageOf(umlauf, request) };
        const found = await listInbox(db, reader, {
          ...{ filter: state, q, now: clock.now(), limit: limit + 1, after: readPlace(after) },
        });
        const page = pageOf(found, limit, placeOf);
        response.json({ items: page.items.map(presentCard), next: page.next });
      },
    },
  ];
}
