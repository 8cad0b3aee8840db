import type { Request, Response } from 'express';
import { z } from 'zod';
import { idempotencyKeyOf } from '../platform/http/idempotency-key.ts';
import { parse, pathId, text } from '../platform/http/parse.ts';
import { translate } from '../platform/views/languages.ts';
import { languageOf } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { showConversation, type Typed } from './conversation-page.ts';
import { deleteMessage } from './delete-message.ts';
import { draftFromMessage } from './draft-from-message.ts';
import { editMessage } from './edit-message.ts';
import { markRead } from './mark-read.ts';
import { placeOf } from './message-api.ts';
import { findMessageFor } from './message-queries.ts';
import { postMessage } from './post-message.ts';
import { react } from './react.ts';
import { newMessageSchema, seqText } from './schemas.ts';

const path = '/channels/:id';
const messageForm = z.object({
  clientMessageId: newMessageSchema.shape.clientMessageId,
  text: text(),
  replyToSeq: z.preprocess((value) => (value === '' ? undefined : value), seqText.optional()),
});
const textForm = messageForm.pick({ text: true });
const reactionForm = z.object({ emoji: z.string() });
const readForm = z.object({ seq: seqText });

/** The forms of a conversation, which work without script. */
export function messageRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock } = umlauf;

  /** What was typed stands there again, with the reason; what is not about the text has its own page. */
  function giveBack(
    request: Request,
    response: Response,
    channelId: string,
    typed: Omit<Typed, 'refusal'>,
  ): void {
    explainRefusal(response, async (refusal) => {
      if (refusal.code !== 'invalid' && refusal.code !== 'too-many') throw refusal;
      const reason = translate(languageOf(umlauf, request), `refusals:${refusal.reason}`, refusal.params);
      await showConversation(umlauf, request, response, channelId, { ...typed, refusal: reason });
    });
  }

  async function post(request: Request, response: Response): Promise<void> {
    const channelId = pathId(request.params['id']);
    const { clientMessageId, text, replyToSeq = null } = parse(messageForm, request.body ?? {});
    giveBack(request, response, channelId, { text, replyToSeq, editing: null });
    await postMessage(umlauf, actorOf(request), { channelId, clientMessageId, text, replyToSeq });
    response.redirect(303, `/channels/${channelId}#end`);
  }

  async function edit(request: Request, response: Response): Promise<void> {
    const place = placeOf(request);
    const { text } = parse(textForm, request.body ?? {});
    giveBack(request, response, place.channelId, { text, replyToSeq: null, editing: place.seq });
    await editMessage(umlauf, actorOf(request), place, text);
    leadTo(response, place);
  }

  async function remove(request: Request, response: Response): Promise<void> {
    const place = placeOf(request);
    await deleteMessage(umlauf, actorOf(request), place);
    leadTo(response, place);
  }

  /** The same button gives a reaction and takes it back. */
  async function toggleReaction(request: Request, response: Response): Promise<void> {
    const [actor, place] = [actorOf(request), placeOf(request)];
    const { emoji } = parse(reactionForm, request.body ?? {});
    const personId = actor.person.id;
    const reader = { personId, channelId: place.channelId, now: clock.now() };
    const message = await findMessageFor(db, reader, place.seq);
    const given = message?.reactions.find((reaction) => reaction.emoji === emoji)?.personIds ?? [];
    await react(umlauf, actor, place, { emoji, isGiven: !given.includes(personId) });
    leadTo(response, place);
  }

  async function makeDraft(request: Request, response: Response): Promise<void> {
    const [actor, place] = [actorOf(request), placeOf(request)];
    // The page has one key for all that stands on it.
    const key = `${idempotencyKeyOf(request)}-${String(place.seq)}`;
    const { id } = await draftFromMessage(umlauf, actor, place, languageOf(umlauf, request), key);
    response.redirect(303, `/announcements/${id}/edit`);
  }

  async function read(request: Request, response: Response): Promise<void> {
    const channelId = pathId(request.params['id']);
    const { seq } = parse(readForm, request.body ?? {});
    await markRead(umlauf, actorOf(request), { channelId, seq });
    response.redirect(303, `/channels/${channelId}#end`);
  }

  const leadTo = (response: Response, { channelId, seq }: { channelId: string; seq: number }): void =>
    response.redirect(303, `/channels/${channelId}?at=${String(seq)}#message-${String(seq)}`);

  const form = (at: string, handle: UmlaufRoute['handle']): UmlaufRoute => ({
    ...{ method: 'post', path: `${path}${at}`, guard: 'signed-in', handle },
  });
  return [
    form('/messages', post),
    form('/messages/:seq/edit', edit),
    form('/messages/:seq/deletion', remove),
    form('/messages/:seq/reactions', toggleReaction),
    form('/messages/:seq/draft', makeDraft),
    form('/read', read),
  ];
}
