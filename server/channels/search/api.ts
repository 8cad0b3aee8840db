import { z } from 'zod';
import { pageOf } from '../../platform/http/page-of.ts';
import { id, instant, listOf, pageQuery, parse, text } from '../../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { presentMessage } from '../present-channel.ts';
import { messageSchema } from '../schemas.ts';
import { checkSearch } from './message-search.ts';
import { placePattern, searchMessages } from './search-queries.ts';

const searchQuery = z.strictObject({
  q: text()
    .max(200)
    .default('')
    .meta({ description: 'Words, each of which must be found, by its beginning; there are no operators' }),
  person: id().optional(),
  channel: id().optional(),
  from: instant().optional(),
  to: instant().optional(),
  limit: pageQuery.limit,
  after: z.string().regex(placePattern, 'is no place in a search').optional(),
});

const foundSchema = z.object({ channelId: id(), ...messageSchema.shape });

export const searchCalls = ({ db, clock }: Umlauf): UmlaufRoute[] => [
  {
    method: 'get',
    path: '/api/v1/messages',
    guard: 'signed-in',
    documentation: {
      summary: 'What was said in my channels: by words, person, channel and time, of which at least one',
      query: searchQuery,
      answers: { 200: { description: 'The newest first', schema: listOf(foundSchema) } },
    },
    handle: async (request, response) => {
      const given = parse(searchQuery, request.query);
      const { q, person, channel: channelId = null, from = null, to = null, limit, after } = given;
      const personIds = person === undefined ? null : [person];
      const search = checkSearch({ q, personIds, channelId, from, to });
      const searching = { personId: actorOf(request).person.id, now: clock.now() };
      const found = await searchMessages(db, searching, search, { after, limit: limit + 1 });
      const { items, next } = pageOf(found, limit, ({ place }) => place);
      response.json({
        items: items.map(({ message }) => ({ channelId: message.channelId, ...presentMessage(message) })),
        next,
      });
    },
  },
];
