import { z } from 'zod';
import { pageOf } from '../platform/http/page-of.ts';
import { id, listOf, pageQuery, parse } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { listInbox, type Card } from './inbox-queries.ts';
import { senderSchema } from './schemas.ts';

const inboxQuery = z.strictObject({ ...pageQuery, state: z.enum(['outstanding', 'all']).default('all') });
const time = z.iso.datetime();
const cardSchema = z.object({
  ...{ id: id(), number: z.string(), title: z.string(), priority: z.string(), acknowledgement: z.string() },
  ...{
    deadlineAt: time.nullable(),
    releasedAt: time,
    confirmedAt: time.nullable(),
    sender: senderSchema,
  },
  state: z.enum(['outstanding', 'late', 'confirmed', 'new', 'read']),
});

const presentCard = (card: Card) => ({
  ...card,
  deadlineAt: card.deadlineAt === null ? null : new Date(card.deadlineAt).toISOString(),
  releasedAt: new Date(card.releasedAt).toISOString(),
  confirmedAt: card.confirmedAt === null ? null : new Date(card.confirmedAt).toISOString(),
});

export function inboxCalls({ db, clock }: Umlauf): UmlaufRoute[] {
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
        const { limit, ...search } = parse(inboxQuery, request.query);
        const { person } = actorOf(request);
        const found = await listInbox(db, person.id, { ...search, now: clock.now(), limit: limit + 1 });
        const page = pageOf(found, limit, (card) => card.id);
        response.json({ items: page.items.map(presentCard), next: page.next });
      },
    },
  ];
}
