import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { parse } from '../platform/http/parse.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Viewer } from '../platform/views/dates.ts';
import { translate } from '../platform/views/languages.ts';
import { actorOf } from '../sign-in/guards.ts';
import { showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { findChannelCard } from './channel-card-queries.ts';
import { excerptOf, mostCounted, type ChannelCard } from './channel-card.ts';
import { describePane, viewerOf } from './channel-pane.ts';
import { blankMessage, createMessageView, layOut, namedReactions } from './describe-messages.ts';
import { describeRetention, listNamesIn } from './describe-retention.ts';
import { findMessageFor, listMessages } from './message-queries.ts';
import type { Message } from './message.ts';
import { seqText } from './schemas.ts';
import { findUnreadPlace } from './unread-place.ts';

const perPage = 50;
const conversationQuery = z.object({
  at: seqText.optional().catch(undefined),
  before: seqText.optional().catch(undefined),
  after: seqText.optional().catch(undefined),
  message: seqText.optional().catch(undefined),
  reply: seqText.optional().catch(undefined),
  edit: seqText.optional().catch(undefined),
});
type Place = z.infer<typeof conversationQuery>;

/** What was typed and refused. */
export type Typed = { text: string; replyToSeq: number | null; editing: number | null; refusal: string };

export const describeChannel = (
  { channel, title, teams, members, mayChange }: ChannelCard,
  viewer: Viewer,
) => ({
  ...{ id: channel.id, kind: channel.kind, title, teams, members, mayChange, purpose: channel.purpose },
  ...{ lastSeq: channel.lastSeq, revision: channel.revision, readSeq: channel.member.readSeq },
  ...{ history: channel.history, notices: channel.member.notices, retention: channel.retention },
  teamNames: listNamesIn(
    viewer.language,
    teams.map(({ name }) => name),
  ),
  retentionSentence: describeRetention(viewer.language, channel.retention),
});

/** The list on wide screens, and one conversation: what was said last, or from a place on. */
export async function showConversation(
  umlauf: Umlauf,
  request: Request,
  response: Response,
  channelId: string,
  typed: Typed | null = null,
): Promise<void> {
  const { db } = umlauf;
  const actor = actorOf(request);
  const viewer = viewerOf(umlauf, request);
  const card = await findChannelCard(db, actor, channelId, viewer.now);
  if (!card) throw new Refusal('not-found');
  const place = parse(conversationQuery, typed ? {} : request.query);
  const reader = { personId: actor.person.id, channelId: card.channel.id, now: viewer.now };
  const page = await listPage(umlauf, reader, place);
  const { readSeq } = card.channel.member;
  const unread = await findUnreadPlace(db, reader, readSeq, page);
  const view = await createMessageView(db, reader, viewer, page.messages);
  const [first, last] = [page.messages[0], page.messages.at(-1)];
  const rows = layOut(page.messages.map(view), unread.firstSeq, viewer);
  const path = `/channels/${card.channel.id}`;
  const titled = { title: '', titleText: card.title, nav: 'channels' as const };
  await showPage(umlauf, request, response, 'channels/conversation', titled, {
    ...(await describePane(umlauf, request, card.channel.id)),
    channel: describeChannel(card, viewer),
    unread: card.channel.lastSeq - readSeq > mostCounted ? null : card.unread,
    // Under the address of a form a refresh would find no page.
    isAnswer: typed !== null,
    rows: rows.map((row) => ({
      ...row,
      message: { ...row.message, actions: row.message.seq === place.message && !row.message.deleted },
    })),
    olderPath: page.isMoreBefore && first ? `${path}?before=${String(first.seq)}#end` : null,
    newerPath:
      page.isMoreAfter && last && last.seq < card.channel.lastSeq
        ? `${path}?after=${String(last.seq)}`
        : null,
    // Without script: what stands on this page has been in sight.
    pageSeq: last?.seq ?? readSeq,
    unreadPath: unread.isAbove ? `${path}?after=${String(readSeq)}#new` : null,
    composer: await describeComposer(umlauf, reader, viewer, place, typed),
    enter: (actor.session?.enterSends ?? true) ? 'send' : 'line',
    reactionNames: namedReactions(viewer),
    draftKey: newId(),
    blank: blankMessage(card.channel.id),
  });
}

type MessagePage = { messages: Message[]; isMoreBefore: boolean; isMoreAfter: boolean };
type Reader = { personId: string; channelId: string; now: number };

/** From a place on, or before one, or around a message, or what was said last. */
async function listPage(umlauf: Umlauf, reader: Reader, place: Place): Promise<MessagePage> {
  const { db } = umlauf;
  const { before, after, at = place.message ?? place.reply ?? place.edit } = place;
  const limit = perPage + 1;
  if (after !== undefined) {
    const found = await listMessages(db, reader, { after, limit });
    const messages = found.slice(0, perPage);
    const earlier = await listMessages(db, reader, { before: after + 1, limit: 1 });
    return { messages, isMoreBefore: earlier.length > 0, isMoreAfter: found.length > perPage };
  }
  const found = await listMessages(db, reader, { before, limit });
  const messages = found.slice(-perPage);
  const isAbove = at !== undefined && at > 0 && before === undefined && at < (messages[0]?.seq ?? 0);
  if (isAbove) return listPage(umlauf, reader, { before: at + perPage / 2 });
  return { messages, isMoreBefore: found.length > perPage, isMoreAfter: before !== undefined };
}

const empty = { clientMessageId: '', replyToSeq: '', editing: '', text: '', about: null, refusal: null };

/** What one writes: something new, an answer to a message, or another text for one's own. */
async function describeComposer(
  { db }: Umlauf,
  reader: Reader,
  viewer: Viewer,
  place: Place,
  typed: Typed | null,
) {
  const editing = await findOwn(db, reader, typed?.editing ?? place.edit);
  const replied = editing ? null : await find(db, reader, typed?.replyToSeq ?? place.reply);
  const path = `/channels/${reader.channelId}/messages`;
  const say = (key: string, params = {}) => translate(viewer.language, `channels.${key}`, params);
  const about = editing ?? replied;
  return {
    ...empty,
    clientMessageId: randomUUID(),
    action: editing ? `${path}/${String(editing.seq)}/edit` : path,
    text: typed?.text ?? editing?.text ?? '',
    editing: editing?.seq ?? '',
    replyToSeq: replied?.seq ?? '',
    refusal: typed?.refusal ?? null,
    about: about && {
      title: editing ? say('editing') : say('replyingTo', { name: about.sender.name }),
      text: excerptOf(about.text),
    },
  };
}

async function find(
  db: Umlauf['db'],
  reader: Reader,
  seq: number | null | undefined,
): Promise<Message | null> {
  const message = typeof seq === 'number' ? await findMessageFor(db, reader, seq) : null;
  return message?.deletedAt === null ? message : null;
}

async function findOwn(
  db: Umlauf['db'],
  reader: Reader,
  seq: number | null | undefined,
): Promise<Message | null> {
  const message = await find(db, reader, seq);
  return message?.sender.id === reader.personId ? message : null;
}
