import { z } from 'zod';
import { pageOf } from '../platform/http/page-of.ts';
import { listOf, pageQuery, parse, pathId } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { changeChannel } from './change-channel.ts';
import { findChannelCard, listChannelCards } from './channel-card-queries.ts';
import { getChannelFor } from './channel-queries.ts';
import { listMembers } from './member-queries.ts';
import { messageCalls } from './message-api.ts';
import { openChannel } from './open-channel.ts';
import { openConversation } from './open-conversation.ts';
import { presentChannel } from './present-channel.ts';
import { defaultRetention } from './retention/retention.ts';
import { changedChannelSchema, channelSchema, newChannelSchema, newConversationSchema } from './schemas.ts';

const listQuery = z.strictObject(pageQuery);
const path = '/api/v1/channels';
const memberSchema = z.object({ id: z.string(), name: z.string(), department: z.string() });

export function channelCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock } = umlauf;

  async function present(actor: Actor, channelId: string): Promise<object> {
    const card = await findChannelCard(db, actor, channelId, clock.now());
    if (!card) throw new Refusal('not-found');
    return presentChannel(card);
  }

  return [
    {
      method: 'get',
      path,
      guard: 'signed-in',
      documentation: {
        summary: 'My channels, those last spoken in first',
        query: listQuery,
        answers: { 200: { description: 'A page of them', schema: listOf(channelSchema) } },
      },
      handle: async (request, response) => {
        const { limit, after } = parse(listQuery, request.query);
        const cards = await listChannelCards(db, actorOf(request), clock.now());
        const last = cards.findIndex(({ channel }) => channel.id === after);
        const rest = after !== undefined && last === -1 ? [] : cards.slice(last + 1, last + 2 + limit);
        const { items, next } = pageOf(rest, limit, ({ channel }) => channel.id);
        response.json({ items: items.map(presentChannel), next });
      },
    },
    {
      method: 'post',
      path,
      guard: 'signed-in',
      documentation: {
        summary:
          'Opens a channel for teams, which `GET /teams?for=channels` lists; its members are theirs. For administrators, and publishers of these teams',
        body: newChannelSchema,
        answers: {
          201: {
            description: 'Its id; and the channel, if I am in one of its teams',
            schema: z.object({ id: z.string(), channel: channelSchema.nullable() }),
          },
        },
      },
      handle: async (request, response) => {
        const {
          teams: teamIds,
          retention = defaultRetention,
          ...given
        } = parse(newChannelSchema, request.body);
        const actor = actorOf(request);
        const id = await openChannel(umlauf, actor, { ...given, retention, teamIds });
        const card = await findChannelCard(db, actor, id, clock.now());
        response.status(201).json({ id, channel: card && presentChannel(card) });
      },
    },
    {
      method: 'post',
      path: '/api/v1/direct-conversations',
      guard: 'signed-in',
      documentation: {
        summary: 'The conversation with one to seven others who share a team with me',
        body: newConversationSchema,
        answers: {
          201: { description: 'A new one', schema: channelSchema },
          200: { description: 'The one that we have', schema: channelSchema },
        },
      },
      handle: async (request, response) => {
        const { people } = parse(newConversationSchema, request.body);
        const actor = actorOf(request);
        const { id, isNew } = await openConversation(umlauf, actor, people);
        response.status(isNew ? 201 : 200).json(await present(actor, id));
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      guard: 'signed-in',
      documentation: {
        summary: 'A channel of mine',
        answers: { 200: { description: 'The channel', schema: channelSchema } },
      },
      handle: async (request, response) => {
        response.json(await present(actorOf(request), pathId(request.params['id'])));
      },
    },
    {
      method: 'patch',
      path: `${path}/:id`,
      guard: 'signed-in',
      documentation: {
        summary: 'Title, purpose and retention, by a member who might open it',
        body: changedChannelSchema,
        answers: { 200: { description: 'The channel', schema: channelSchema } },
      },
      handle: async (request, response) => {
        const channelId = pathId(request.params['id']);
        const { title, purpose, retention } = parse(changedChannelSchema, request.body);
        const actor = actorOf(request);
        await changeChannel(umlauf, actor, channelId, {
          ...(title === undefined ? {} : { title }),
          ...(purpose === undefined ? {} : { purpose }),
          ...(retention === undefined ? {} : { retention }),
        });
        response.json(await present(actor, channelId));
      },
    },
    {
      method: 'get',
      path: `${path}/:id/members`,
      guard: 'signed-in',
      documentation: {
        summary: 'Who is in it, as the directory says, by name',
        answers: {
          200: { description: 'All of them', schema: z.object({ items: z.array(memberSchema) }) },
        },
      },
      handle: async (request, response) => {
        const channelId = pathId(request.params['id']);
        const { id } = await getChannelFor(db, actorOf(request).person.id, channelId);
        response.json({ items: await listMembers(db, id) });
      },
    },
    ...messageCalls(umlauf),
  ];
}
