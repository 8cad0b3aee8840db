import type { Request, Response } from 'express';
import { z } from 'zod';
import { idempotencyKeyOf } from '../platform/http/idempotency-key.ts';
import { parse, pathId } from '../platform/http/parse.ts';
import type { Refusal } from '../platform/refusal.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { createLastLookPage } from './last-look-page.ts';
import { releaseAnnouncement } from './release-announcement.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';
import { formOf, nothingAsked } from './write-form.ts';
import { createWritePage } from './write-page.ts';

const releaseForm = z.object({
  recipients: z.coerce.number().int().min(0).optional(),
  updatedAt: z.coerce.number().int().optional(),
});

/** The last look at a draft, and the button that releases it. */
export function releaseRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db, config } = umlauf;
  const writePage = createWritePage(umlauf);
  const lastLook = createLastLookPage(umlauf);

  const findOwn = (request: Request, id: string): Promise<Announcement> =>
    getPublishedBy(db, actorOf(request), id);

  async function showLastLook(request: Request, response: Response): Promise<void> {
    const draft = await findOwn(request, pathId(request.params['id']));
    if (draft.status !== 'draft') {
      response.redirect(303, leadsTo(draft));
      return;
    }
    // What is not complete yet is explained where it can be completed.
    explainRefusal(response, () => {
      response.redirect(303, `/announcements/${draft.id}/edit?missing=1`);
      return Promise.resolve();
    });
    await lastLook.show(request, response, draft, null);
  }

  async function lookAgain(request: Request, response: Response, id: string, why: Refusal): Promise<void> {
    const draft = await findOwn(request, id);
    explainRefusal(response, (refusal) => {
      const form = formOf(draft, nothingAsked, config.timeZone);
      return writePage.show(request, response, { form, draft, refusal });
    });
    await lastLook.show(request, response, draft, why);
  }

  async function release(request: Request, response: Response): Promise<void> {
    const id = pathId(request.params['id']);
    const draft = await findOwn(request, id);
    if (draft.status === 'draft')
      explainRefusal(response, (refusal) => lookAgain(request, response, id, refusal));
    const { recipients = null, updatedAt = null } = parse(releaseForm, request.body ?? {});
    await releaseAnnouncement(umlauf, actorOf(request), id, {
      idempotencyKey: idempotencyKeyOf(request),
      expectedRecipients: recipients,
      expectedUpdatedAt: updatedAt,
    });
    response.redirect(303, leadsTo(await findOwn(request, id)));
  }

  return [
    { method: 'get', path: '/announcements/:id/release', guard: 'signed-in', handle: showLastLook },
    { method: 'post', path: '/announcements/:id/release', guard: 'signed-in', handle: release },
  ];
}

/** What is under way is followed; what waits for its time or a second person stands in the list. */
function leadsTo({ id, status }: Announcement): string {
  if (status === 'scheduled') return '/announcements?done=planned';
  if (status === 'awaiting-approval') return '/announcements?done=submitted';
  return `/announcements/${id}/progress`;
}
