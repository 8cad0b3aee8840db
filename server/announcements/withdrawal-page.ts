import type { Request, Response } from 'express';
import { z } from 'zod';
import { findCounts } from '../acknowledgements/progress-queries.ts';
import { parse, pathId, text } from '../platform/http/parse.ts';
import type { Refusal } from '../platform/refusal.ts';
import { translate } from '../platform/views/languages.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { longestSentence } from './lifecycle.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';
import { withdrawAnnouncement } from './withdraw-announcement.ts';

const withdrawalForm = z.object({ reason: text().max(5000).default('') });

/** Withdrawing with a reason, and the recall of the first minute, which needs none. */
export function withdrawalRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db } = umlauf;
  const path = '/announcements/:id/withdrawal';

  const find = (request: Request): Promise<Announcement> =>
    getPublishedBy(db, actorOf(request), pathId(request.params['id']));

  async function show(
    request: Request,
    response: Response,
    found: Announcement,
    reason: string,
    refusal: Refusal | null,
  ): Promise<void> {
    const counts = (await findCounts(db, [found.id])).get(found.id);
    const language = languageOf(umlauf, request);
    const page = { title: 'lifecycle.withdraw', nav: 'released' as const };
    await showPage(umlauf, request, response, 'announcements/withdrawal', page, {
      announcement: found,
      reason,
      recipients: counts?.recipients ?? 0,
      confirmed: counts?.confirmed ?? 0,
      longestReason: longestSentence,
      refusal: refusal && {
        field: refusal.field,
        sentence: translate(language, `refusals:${refusal.reason}`, refusal.params),
      },
    });
  }

  return [
    {
      method: 'get',
      path,
      guard: 'signed-in',
      handle: async (request, response) => {
        const found = await find(request);
        if (found.status === 'released') await show(request, response, found, '', null);
        else response.redirect(303, `/announcements/${found.id}`);
      },
    },
    {
      method: 'post',
      path,
      guard: 'signed-in',
      handle: async (request, response) => {
        const found = await find(request);
        const { reason } = parse(withdrawalForm, request.body ?? {});
        if (found.status === 'released')
          explainRefusal(response, (refusal) => show(request, response, found, reason, refusal));
        await withdrawAnnouncement(umlauf, actorOf(request), found.id, reason.replaceAll('\r\n', '\n'));
        umlauf.nudgeDelivery();
        response.redirect(303, `/announcements/${found.id}`);
      },
    },
  ];
}
