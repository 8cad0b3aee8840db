import { z } from 'zod';
import { pageOf } from '../platform/http/page-of.ts';
import { id, listOf, pageQuery, parse } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { listInbox, type Card } from './inbox-queries.ts';
import { senderSchema } from './schemas.ts';

const waited = 'waiting-';
const inboxQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(['outstanding', 'all']).default('all'),
  after: z.union([id(), z.string().regex(new RegExp(`^${waited}[0-9a-f]{32}$`))]).optional(),
});
const time = z.iso.datetime();
const cardSchema = z.object({
  ...{ id: id(), number: z.string(), title: z.string(), priority: z.string(), acknowledgement: z.string() },
  ...{
    deadlineAt: time.nullable(),
    releasedAt: time,
    confirmedAt: time.nullable(),
    sender: senderSchema,
  },
  state: z.enum(['outstanding', 'late', 'confirmed', 'new', 'read', 'withdrawn', 'expired']),
  ...{ drill: z.boolean(), version: z.int(), askedAgain: z.boolean() },
});

/** Names the last one of a page and, as it may be confirmed before the next page is asked for, that it waited. */
const placeOf = ({ id: last, state }: Card): string =>
  state === 'outstanding' || state === 'late' ? `${waited}${last}` : last;
const readPlace = (place: string) => ({
  id: place.replace(waited, ''),
  wasWaiting: place.startsWith(waited),
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
        const { limit, state, after } = parse(inboxQuery, request.query);
        const { person } = actorOf(request);
        const reader = { personId: person.id, language: languageOf(umlauf, request) };
        const found = await listInbox(db, reader, {
          ...{ state, now: clock.now(), limit: limit + 1 },
          after: after === undefined ? undefined : readPlace(after),
        });
        const page = pageOf(found, limit, placeOf);
        response.json({ items: page.items.map(presentCard), next: page.next });
      },
    },
  ];
}
