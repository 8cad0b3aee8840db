import { faultPoint } from '../platform/fault-point.ts';
import { isLanguage } from '../platform/views/languages.ts';
import type { House } from '../umlauf.ts';
import { judge, urgencyOf, type Attempt, type Outcome } from './delivery.ts';
import { markGone, settleDelivery, type ClaimedDelivery } from './delivery-store.ts';
import { deleteSubscriptions, touchSubscription } from './subscription-store.ts';
import { findAddress, findSubject, type Subject } from './message-queries.ts';
import { buildPayload } from './push/payload.ts';
import type { PushSender } from './push/send-push.ts';
import { topicOf } from './push/topic.ts';

/** Why a delivery was not even tried. */
type Untried = 'device gone' | 'nothing to tell';

const testSubject: Subject = { priority: 'normal', acknowledgement: 'none', title: '' };

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
  const outcome = outcomeOf(attempt, delivery, now);
  const isRecorded = await house.transaction(async (tx) => {
    const settlement = {
      id: delivery.id,
      leaseId,
      state: outcome.state,
      at: now,
      nextAttemptAt: outcome.state === 'queued' ? outcome.nextAttemptAt : null,
      status: typeof attempt === 'object' && 'status' in attempt ? attempt.status : null,
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

function outcomeOf(
  attempt: Attempt | Untried,
  { attempts, expiresAt }: ClaimedDelivery,
  now: number,
): Outcome {
  if (attempt === 'device gone') return { state: 'gone' };
  if (attempt === 'nothing to tell') return { state: 'expired' };
  return judge(attempt, { attempts, expiresAt, now, chance: Math.random() });
}

function faultOf(attempt: Attempt | Untried): string | null {
  if (typeof attempt === 'string') return attempt;
  if ('fault' in attempt) return attempt.fault;
  return 'unsendable' in attempt ? attempt.unsendable : null;
}

async function attemptDelivery(
  house: House,
  sender: PushSender,
  delivery: ClaimedDelivery,
): Promise<Attempt | Untried> {
  const { announcementId, personId, subscriptionId, kind, deviceId, expiresAt } = delivery;
  const { config, sessionSecret, clock, db } = house;
  const address = await findAddress(db, subscriptionId);
  if (!address) return 'device gone';
  const subject = announcementId === null ? testSubject : await findSubject(db, announcementId, personId);
  if (!subject) return 'nothing to tell';
  const { endpoint, p256dh, auth, language } = address;
  const id = announcementId ?? 'test';
  const payload = buildPayload({
    ...{ kind, id, priority: subject.priority, baseUrl: config.baseUrl },
    requiresAcknowledgement: subject.acknowledgement === 'confirm',
    language: isLanguage(language) ? language : config.defaultLanguage,
    title: config.pushDetail === 'title' && kind !== 'test' ? subject.title : null,
  });
  return sender.send({
    ...{ endpoint, payload, keys: { p256dh, auth } },
    ttlSeconds: Math.max(0, Math.floor((expiresAt - clock.now()) / 1000)),
    urgency: urgencyOf(subject.priority),
    topic: topicOf(sessionSecret, deviceId, id),
  });
}
