import type { Request, Response } from 'express';
import { progressPath } from '../../acknowledgements/progress-path.ts';
import { idempotencyKeyOf } from '../../platform/http/idempotency-key.ts';
import { pathId } from '../../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { showResending } from './resending-page.ts';
import { sendAgain } from './send-again.ts';

async function postResending(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const announcementId = pathId(request.params['id']);
  await sendAgain(umlauf, actorOf(request), announcementId, idempotencyKeyOf(request));
  umlauf.nudgeDelivery();
  response.redirect(303, progressPath(announcementId));
}

export function resendingRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const path = '/announcements/:id/resending';
  return [
    {
      method: 'get',
      path,
      guard: 'signed-in',
      handle: (request, response) => showResending(umlauf, request, response),
    },
    {
      method: 'post',
      path,
      guard: 'signed-in',
      handle: (request, response) => postResending(umlauf, request, response),
    },
  ];
}
