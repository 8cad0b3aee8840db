import type { Request, Response } from 'express';
import { z } from 'zod';
import { parse, pathId, text } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { translate } from '../platform/views/languages.ts';
import { languageOf, showPage } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { changeChannel } from './change-channel.ts';
import { findChannelCard } from './channel-card-queries.ts';
import { viewerOf } from './channel-pane.ts';
import { describeChannel } from './conversation-page.ts';
import { listMembers } from './member-queries.ts';
import { readRetention, retentionFields, writeRetention } from './retention-form.ts';

const mostShown = 100;
const settingsQuery = z.object({
  done: z.literal('changed').nullable().catch(null).default(null),
  all: z.literal('1').optional().catch(undefined),
});
const changeForm = z.object({ title: text(), purpose: text(), ...retentionFields });
type ChangeForm = z.infer<typeof changeForm>;

export function settingsRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db } = umlauf;

  async function show(
    request: Request,
    response: Response,
    channelId: string,
    typed: { form: ChangeForm; refusal: Refusal } | null,
  ): Promise<void> {
    const actor = actorOf(request);
    const viewer = viewerOf(umlauf, request);
    const card = await findChannelCard(db, actor, channelId, viewer.now);
    if (!card) throw new Refusal('not-found');
    const { done, all } = parse(settingsQuery, request.query);
    const members = await listMembers(db, card.channel.id);
    const { title, purpose, retention } = card.channel;
    const page = { title: '', titleText: card.title, nav: 'channels' as const };
    await showPage(umlauf, request, response, 'channels/settings', page, {
      channel: describeChannel(card, viewer),
      members: all === undefined ? members.slice(0, mostShown) : members,
      isMore: all === undefined && members.length > mostShown,
      form: typed?.form ?? { title: title ?? '', purpose, ...writeRetention(retention) },
      refusal: typed && {
        field: typed.refusal.field,
        sentence: translate(
          languageOf(umlauf, request),
          `refusals:${typed.refusal.reason}`,
          typed.refusal.params,
        ),
      },
      done,
    });
  }

  async function change(request: Request, response: Response): Promise<void> {
    const channelId = pathId(request.params['id']);
    const form = parse(changeForm, request.body ?? {});
    explainRefusal(response, async (refusal) => {
      if (refusal.code !== 'invalid') throw refusal;
      await show(request, response, channelId, { form, refusal });
    });
    const { title, purpose } = form;
    await changeChannel(umlauf, actorOf(request), channelId, {
      ...{ title, purpose, retention: readRetention(form) },
    });
    response.redirect(303, `/channels/${channelId}/settings?done=changed`);
  }

  const path = '/channels/:id/settings';
  return [
    {
      method: 'get',
      path,
      guard: 'signed-in',
      handle: (request, response) => show(request, response, pathId(request.params['id']), null),
    },
    { method: 'post', path, guard: 'signed-in', handle: change },
  ];
}
