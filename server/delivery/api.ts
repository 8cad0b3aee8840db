import { z } from 'zod';
import { optionalIdempotencyKeyOf } from '../platform/http/idempotency-key.ts';
import { id, parse, pathId } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { resendingCalls } from './again/api.ts';
import { callListCalls } from './calls/api.ts';
import { remindOutstanding } from './remind-outstanding.ts';
import { subscribeDevice } from './subscribe-device.ts';
import { unsubscribeDevice } from './unsubscribe-device.ts';

/** The browser's `PushSubscription` as `toJSON()` gives it. */
const subscriptionSchema = z.object({
  endpoint: z.string().max(4096),
  expirationTime: z.number().nullish(),
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(200) }),
});
const subscribed = z.object({ id: id() });
const reminderSchema = z.strictObject({ personId: id().optional() });
const reminded = z.object({ id: id(), recipients: z.int(), devices: z.int(), mails: z.int() });

export function deliveryCalls(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'post',
      path: '/api/v1/announcements/:id/reminder',
      guard: 'signed-in',
      documentation: {
        summary: 'Reminds those outstanding, or one of them',
        body: reminderSchema,
        headers: {
          'Idempotency-Key': {
            description: 'The same key again answers the same and reminds nobody',
            required: false,
          },
        },
        answers: {
          200: {
            description: 'How many people, on how many devices and by how many mails',
            schema: reminded,
          },
        },
      },
      handle: async (request, response) => {
        const { personId } = parse(reminderSchema, request.body ?? {});
        const reminder = {
          idempotencyKey: optionalIdempotencyKeyOf(request),
          personId: personId ?? null,
          // A program that asks twice means it; the key is for those that only try again.
          again: true,
        };
        const answer = await remindOutstanding(
          umlauf,
          actorOf(request),
          pathId(request.params['id']),
          reminder,
        );
        umlauf.nudgeDelivery();
        response.json(answer);
      },
    },
    ...callListCalls(umlauf),
    ...resendingCalls(umlauf),
    {
      method: 'post',
      path: '/api/v1/push-subscriptions',
      guard: 'signed-in',
      documentation: {
        summary: 'Push to this device',
        body: subscriptionSchema,
        answers: {
          201: { description: 'Subscribed', schema: subscribed },
          200: { description: 'Known before, refreshed', schema: subscribed },
        },
      },
      handle: async (request, response) => {
        const subscription = parse(subscriptionSchema, request.body);
        const { id: subscriptionId, isNew } = await subscribeDevice(umlauf, actorOf(request), subscription);
        response.status(isNew ? 201 : 200).json({ id: subscriptionId });
      },
    },
    {
      method: 'delete',
      path: '/api/v1/push-subscriptions/:id',
      guard: 'signed-in',
      documentation: { summary: 'No more push to this device', answers: { 204: { description: 'Ended' } } },
      handle: async (request, response) => {
        await unsubscribeDevice(umlauf, actorOf(request), pathId(request.params['id']));
        response.status(204).end();
      },
    },
  ];
}
