import { faultPoint } from '../platform/fault-point.ts';
import { isLanguage } from '../platform/views/languages.ts';
import type { House } from '../umlauf.ts';
import { judge, urgencyOf, type Attempt, type Outcome } from './delivery.ts';
import { findMessage } from './delivery-queries.ts';
import {
  deleteSubscriptions,
  markGone,
  settleDelivery,
  touchSubscription,
  type ClaimedDelivery,
} from './delivery-store.ts';
import { buildPayload } from './push/payload.ts';
import type { PushSender } from './push/send-push.ts';
import { topicOf } from './push/topic.ts';

/** Sends one claimed delivery and records what came of it. Answers the outcome, or null when the lease was lost. */
export async function deliver(
  house: House,
  sender: PushSender,
  delivery: ClaimedDelivery,
  leaseId: string,
): Promise<Outcome['state'] | null> {
  const attempt = await attemptDelivery(house, sender, delivery);
  faultPoint('delivery-answered');
  const now = house.clock.now();
  const outcome: Outcome =
    attempt === null
      ? { state: 'gone' }
      : judge(attempt, {
          attempts: delivery.attempts,
          expiresAt: delivery.expiresAt,
          now,
          chance: Math.random(),
        });
  const isRecorded = await house.transaction(async (tx) => {
    const settlement = {
      id: delivery.id,
      leaseId,
      state: outcome.state,
      at: now,
      nextAttemptAt: outcome.state === 'queued' ? outcome.nextAttemptAt : null,
      status: attempt && 'status' in attempt ? attempt.status : null,
      fault: faultOf(attempt),
    };
    if (!(await settleDelivery(tx, settlement))) return false;
    if (outcome.state === 'accepted')
      await touchSubscription(tx, delivery.subscriptionId, { last_accepted_at: now });
    if (outcome.state === 'gone') {
      await deleteSubscriptions(tx, { id: delivery.subscriptionId });
      await markGone(tx, delivery.subscriptionId, now);
    }
    return true;
  });
  return isRecorded ? outcome.state : null;
}

function faultOf(attempt: Attempt | null): string | null {
  if (attempt === null) return 'device gone';
  if ('fault' in attempt) return attempt.fault;
  return 'unsendable' in attempt ? attempt.unsendable : null;
}

async function attemptDelivery(
  house: House,
  sender: PushSender,
  delivery: ClaimedDelivery,
): Promise<Attempt | null> {
  const message = await findMessage(house.db, delivery.subscriptionId, delivery.announcementId);
  if (!message) return null;
  const { config, sessionSecret, clock } = house;
  const subject = delivery.announcementId ?? 'test';
  const priority = message.priority ?? 'normal';
  const payload = buildPayload({
    kind: delivery.kind,
    id: subject,
    priority,
    requiresAcknowledgement: message.requiresAcknowledgement,
    language: isLanguage(message.language) ? message.language : config.defaultLanguage,
    title: config.pushDetail === 'title' ? message.title : null,
    baseUrl: config.baseUrl,
  });
  return sender.send({
    endpoint: message.endpoint,
    keys: { p256dh: message.p256dh, auth: message.auth },
    payload,
    ttlSeconds: Math.max(0, Math.floor((delivery.expiresAt - clock.now()) / 1000)),
    urgency: urgencyOf(priority),
    topic: topicOf(sessionSecret, delivery.deviceId, subject),
  });
}
