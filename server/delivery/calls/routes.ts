import { z } from 'zod';
import { idempotencyKeyOf } from '../../platform/http/idempotency-key.ts';
import { id, parse, pathId } from '../../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { callOutcomes } from './call.ts';
import { callsPath, callsPlace, showCalls } from './calls-page.ts';
import { recordCall } from './record-call.ts';

const callForm = callsPlace.extend({ personId: id(), outcome: z.enum(callOutcomes) });

export function callRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const path = '/announcements/:id/calls';
  return [
    {
      method: 'get',
      path,
      guard: 'signed-in',
      handle: (request, response) => showCalls(umlauf, request, response),
    },
    {
      method: 'post',
      path,
      guard: 'signed-in',
      handle: async (request, response) => {
        const announcementId = pathId(request.params['id']);
        const { after, personId, outcome } = parse(callForm, request.body ?? {});
        // One page holds the buttons of many people, and after a wrong one the right one may be pressed.
        const idempotencyKey = `${idempotencyKeyOf(request)}-${personId}-${outcome}`;
        await recordCall(umlauf, actorOf(request), announcementId, { idempotencyKey, personId, outcome });
        response.redirect(303, `${callsPath(announcementId, after)}#call-${personId}`);
      },
    },
  ];
}
