import type { Request, Response } from 'express';
import { z } from 'zod';
import { progressPath, progressPlace, reminderPath } from '../acknowledgements/progress-path.ts';
import { idempotencyKeyOf } from '../platform/http/idempotency-key.ts';
import { id, parse, pathId } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Umlauf } from '../umlauf.ts';
import { resendingRoutes } from './again/routes.ts';
import { callRoutes } from './calls/routes.ts';
import { remindOutstanding } from './remind-outstanding.ts';
import { showReminder } from './reminder-page.ts';
import { sendTestPush } from './send-test-push.ts';

const reminderForm = progressPlace.extend({
  personId: id().optional(),
  again: z.enum(['1']).optional(),
});

/** Back to where it was asked for; who was reminded lately is asked about once more. */
async function remind(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const announcementId = pathId(request.params['id']);
  const { personId = null, again, ...place } = parse(reminderForm, request.body ?? {});
  const key = idempotencyKeyOf(request);
  explainRefusal(response, (refusal) => {
    if (refusal.reason !== 'reminded-lately') return Promise.reject(refusal);
    response.redirect(303, reminderPath(announcementId, place, personId));
    return Promise.resolve();
  });
  await remindOutstanding(umlauf, actorOf(request), announcementId, {
    // One form holds the buttons of many people.
    idempotencyKey: personId === null ? key : `${key}-${personId}`,
    personId,
    again: again !== undefined,
  });
  umlauf.nudgeDelivery();
  response.redirect(303, progressPath(announcementId, place));
}

export function deliveryRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'post',
      path: '/announcements/:id/reminder',
      guard: 'signed-in',
      handle: (request, response) => remind(umlauf, request, response),
    },
    {
      method: 'get',
      path: '/announcements/:id/reminder',
      guard: 'signed-in',
      handle: (request, response) => showReminder(umlauf, request, response),
    },
    ...callRoutes(umlauf),
    ...resendingRoutes(umlauf),
    {
      method: 'post',
      path: '/me/push-test',
      guard: 'session',
      handle: async (request, response) => {
        await sendTestPush(umlauf, actorOf(request));
        umlauf.nudgeDelivery();
        response.redirect(303, '/me?test=queued');
      },
    },
  ];
}
