import { z } from 'zod';
import { idempotencyKeyOf } from '../platform/http/idempotency-key.ts';
import { id, parse, pathId, text } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { remindOutstanding } from './remind-outstanding.ts';
import { sendTestPush } from './send-test-push.ts';

const reminderForm = z.object({ personId: id().optional(), q: text().max(200).default('') });

export function deliveryRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'post',
      path: '/announcements/:id/reminder',
      guard: 'signed-in',
      handle: async (request, response) => {
        const announcementId = pathId(request.params['id']);
        const { personId, q } = parse(reminderForm, request.body ?? {});
        const reminder = { idempotencyKey: idempotencyKeyOf(request), personId: personId ?? null };
        await remindOutstanding(umlauf, actorOf(request), announcementId, reminder);
        umlauf.nudgeDelivery();
        const query = new URLSearchParams({ reminded: '1', ...(q === '' ? {} : { q }) });
        response.redirect(303, `/announcements/${announcementId}/progress?${query.toString()}`);
      },
    },
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
