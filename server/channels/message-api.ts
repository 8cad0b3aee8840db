import type { Request } from 'express';
import { z } from 'zod';
import { presentAnnouncement } from '../announcements/present.ts';
import { announcementSchema } from '../announcements/schemas.ts';
import { optionalIdempotencyKeyOf } from '../platform/http/idempotency-key.ts';
import { listOf, parse, pathId } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { languageOf } from '../show-page.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { personRoom } from '../sign-in/live-rooms.ts';
import type { Umlauf } from '../umlauf.ts';
import { getChannelFor } from './channel-queries.ts';
import type { MessagePlace } from './change-message.ts';
import { deleteMessage } from './delete-message.ts';
import { draftFromMessage } from './draft-from-message.ts';
import { editMessage } from './edit-message.ts';
import { listChanges, listMessages } from './message-queries.ts';
import { markRead } from './mark-read.ts';
import { postMessage } from './post-message.ts';
import { presentMessage } from './present-channel.ts';
import { react } from './react.ts';
import {
  changesQuery,
  editedMessageSchema,
  historyQuery,
  messageSchema,
  newMessageSchema,
  readSchema,
  seqSchema,
  seqText,
  writePlace,
} from './schemas.ts';

const path = '/api/v1/channels/:id';
const listSchema = z.object({ ...listOf(messageSchema).shape, next: z.int().nullable() });
const changesSchema = z.object({
  items: z.array(messageSchema),
  next: z.union([z.int(), z.string()]).nullable(),
  ...{ revision: z.int(), firstSeq: z.int() },
});
const theMessage = { 200: { description: 'The message as it is now', schema: messageSchema } };

/** A place in the path: what is no number of a message names none. */
export function placeOf(request: Request): MessagePlace {
  const seq = seqText.safeParse(request.params['seq']);
  if (!seq.success) throw new Refusal('not-found');
  return { channelId: pathId(request.params['id']), seq: seq.data };
}

export function messageCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock } = umlauf;

  const findOwn = async (request: Request) => {
    const personId = actorOf(request).person.id;
    const channel = await getChannelFor(db, personId, pathId(request.params['id']));
    return { channel, reader: { personId, channelId: channel.id, now: clock.now() } };
  };

  return [
    {
      method: 'get',
      path: `${path}/messages`,
      guard: 'signed-in',
      documentation: {
        summary: 'Messages in their order: after one, before one, or the newest',
        query: historyQuery,
        answers: {
          200: {
            description: '`next` is what to give as `after`, or as `before` where that was given or neither',
            schema: listSchema,
          },
        },
      },
      handle: async (request, response) => {
        const { limit, after, before } = parse(historyQuery, request.query);
        const { reader } = await findOwn(request);
        const found = await listMessages(db, reader, { after, before, limit: limit + 1 });
        const isMore = found.length > limit;
        const items = after === undefined ? found.slice(-limit) : found.slice(0, limit);
        const edge = after === undefined ? items[0] : items.at(-1);
        response.json({ items: items.map(presentMessage), next: isMore ? (edge?.seq ?? null) : null });
      },
    },
    {
      method: 'get',
      path: `${path}/changes`,
      guard: 'signed-in',
      documentation: {
        summary: 'What was posted, edited, deleted or reacted to since a revision, each message as it is now',
        query: changesQuery,
        answers: {
          200: {
            description:
              'By revision; `next` is what to give as `since` (a revision, or a place among the messages that share one), null when that is all; below `firstSeq` nothing is left',
            schema: changesSchema,
          },
        },
      },
      handle: async (request, response) => {
        const { limit, since } = parse(changesQuery, request.query);
        const { channel, reader } = await findOwn(request);
        const found = await listChanges(db, reader, { since, limit });
        const firstSeq = Math.max(channel.firstSeq, channel.member.firstSeq);
        response.json({
          items: found.messages.map(presentMessage),
          ...{ next: found.next && writePlace(found.next), revision: channel.revision, firstSeq },
        });
      },
    },
    {
      method: 'post',
      path: `${path}/messages`,
      guard: 'signed-in',
      documentation: {
        summary: 'Says something; answers once it is durable',
        body: newMessageSchema,
        answers: {
          201: { description: 'The message', schema: messageSchema },
          200: { description: 'Posted before: the same message', schema: messageSchema },
        },
      },
      handle: async (request, response) => {
        const channelId = pathId(request.params['id']);
        const { replyToSeq = null, ...given } = parse(newMessageSchema, request.body);
        const posting = { channelId, ...given, replyToSeq };
        const { message, isNew } = await postMessage(umlauf, actorOf(request), posting);
        response.status(isNew ? 201 : 200).json(presentMessage(message));
      },
    },
    {
      method: 'patch',
      path: `${path}/messages/:seq`,
      guard: 'signed-in',
      documentation: {
        summary: 'Another text in the place of mine',
        body: editedMessageSchema,
        answers: theMessage,
      },
      handle: async (request, response) => {
        const { text } = parse(editedMessageSchema, request.body);
        response.json(presentMessage(await editMessage(umlauf, actorOf(request), placeOf(request), text)));
      },
    },
    {
      method: 'delete',
      path: `${path}/messages/:seq`,
      guard: 'signed-in',
      documentation: { summary: 'Takes a message of mine back; a trace stays', answers: theMessage },
      handle: async (request, response) => {
        response.json(presentMessage(await deleteMessage(umlauf, actorOf(request), placeOf(request))));
      },
    },
    ...(['put', 'delete'] as const).map((method): UmlaufRoute => ({
      method,
      path: `${path}/messages/:seq/reactions/:emoji`,
      guard: 'signed-in',
      documentation: {
        summary: method === 'put' ? 'My reaction to a message' : 'Takes my reaction back',
        answers: theMessage,
      },
      handle: async (request, response) => {
        const reacting = { emoji: String(request.params['emoji']), isGiven: method === 'put' };
        response.json(presentMessage(await react(umlauf, actorOf(request), placeOf(request), reacting)));
      },
    })),
    {
      method: 'post',
      path: `${path}/messages/:seq/draft`,
      guard: 'signed-in',
      documentation: {
        summary: 'Its text becomes a draft of mine, for the teams of the channel that I may address',
        headers: {
          'Idempotency-Key': {
            description: 'The same key again answers the same draft and makes no second one',
            required: false,
          },
        },
        answers: { 201: { description: 'The draft of an announcement', schema: announcementSchema } },
      },
      handle: async (request, response) => {
        const actor = actorOf(request);
        const language = languageOf(umlauf, request);
        const key = optionalIdempotencyKeyOf(request);
        const draft = await draftFromMessage(umlauf, actor, placeOf(request), language, key);
        response
          .status(201)
          .location(`/api/v1/announcements/${draft.id}`)
          .json(await presentAnnouncement(db, actor.person.id, draft));
      },
    },
    {
      method: 'put',
      path: `${path}/read`,
      guard: 'signed-in',
      documentation: {
        summary: 'How far I have read, which nobody else gets to know; never lowered',
        body: readSchema,
        answers: { 200: { description: 'Where my marker stands', schema: z.object({ seq: seqSchema }) } },
      },
      handle: async (request, response) => {
        const channelId = pathId(request.params['id']);
        const { seq, seen } = parse(readSchema, request.body);
        const actor = actorOf(request);
        const { readSeq, isAll } = await markRead(umlauf, actor, { channelId, seq, seen });
        umlauf.live.emit([personRoom(actor.person.id)], 'channel:read', { channelId, seq: readSeq, isAll });
        response.json({ seq: readSeq });
      },
    },
  ];
}
