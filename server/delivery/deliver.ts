import { checkWordsOf } from '../announcements/words/check-words.ts';
import type { Transaction } from '../platform/db/database.ts';
import { faultPoint } from '../platform/fault-point.ts';
import { isLanguage } from '../platform/views/languages.ts';
import type { House } from '../umlauf.ts';
import { settleDelivery, type ClaimedDelivery } from './claim-store.ts';
import { judge, urgencyOf, type Attempt, type Outcome } from './delivery.ts';
import { markGone } from './delivery-store.ts';
import { findAddress, findSubject, type Subject } from './message-queries.ts';
import { buildPayload } from './push/payload.ts';
import type { PushSender } from './push/send-push.ts';
import { topicOf } from './push/topic.ts';
import type { RefusalWarning } from './refusal-warning.ts';
import { isSubscription } from './subscription-queries.ts';
import { deleteSubscription, noteAccepted } from './subscription-store.ts';

/** Why a delivery was not even tried. */
type Untried = 'device gone' | 'nothing to tell' | 'too late';

/** What came of it, and at which address it was tried. */
type Trial = { attempt: Attempt | Untried; endpoint?: string };

const testSubject: Subject = {
  ...{ priority: 'normal', acknowledgement: 'none', title: '', status: 'released', drill: false },
};

/** Sends one claimed delivery and records what came of it. Answers the outcome, or null when the lease was lost. */
export async function deliver(
  house: House,
  { sender, warnOfRefusal }: { sender: PushSender; warnOfRefusal: RefusalWarning },
  delivery: ClaimedDelivery,
): Promise<Outcome['state'] | null> {
  const { attempt, endpoint } = await tryDelivery(house, sender, delivery);
  faultPoint('delivery-answered');
  const now = house.clock.now();
  const judged = outcomeOf(attempt, delivery, now);
  const status = typeof attempt === 'object' && 'status' in attempt ? attempt.status : null;
  if (judged.state === 'failed' && status !== null && endpoint !== undefined) warnOfRefusal(endpoint, status);
  return house.transaction(async (tx) => {
    const outcome = judged.state === 'gone' ? await endAddress(tx, delivery, endpoint, now) : judged;
    const settlement = {
      id: delivery.id,
      leaseId: delivery.leaseId,
      state: outcome.state,
      at: now,
      nextAttemptAt: outcome.state === 'queued' ? outcome.nextAttemptAt : null,
      status,
      fault: faultOf(attempt),
    };
    if (!(await settleDelivery(tx, settlement))) return null;
    if (outcome.state === 'accepted') await noteAccepted(tx, delivery.subscriptionId, now);
    return outcome.state;
  });
}

/** A subscription ends with its address. Has the device a new one by now, the delivery goes there. */
async function endAddress(
  tx: Transaction,
  { subscriptionId: id }: ClaimedDelivery,
  endpoint: string | undefined,
  now: number,
): Promise<Outcome> {
  const hasEnded = await deleteSubscription(tx, endpoint === undefined ? { id } : { id, endpoint });
  if (!hasEnded && (await isSubscription(tx, id))) return { state: 'queued', nextAttemptAt: now };
  await markGone(tx, [id], now);
  return { state: 'gone' };
}

function outcomeOf(
  attempt: Attempt | Untried,
  { attempts, expiresAt }: ClaimedDelivery,
  now: number,
): Outcome {
  if (attempt === 'device gone') return { state: 'gone' };
  if (typeof attempt === 'string') return { state: 'expired' };
  return judge(attempt, { attempts, expiresAt, now, chance: Math.random() });
}

function faultOf(attempt: Attempt | Untried): string | null {
  if (typeof attempt === 'string') return attempt;
  if ('fault' in attempt) return attempt.fault;
  return 'unsendable' in attempt ? attempt.unsendable : null;
}

async function tryDelivery(house: House, sender: PushSender, delivery: ClaimedDelivery): Promise<Trial> {
  if (delivery.expiresAt <= house.clock.now()) return { attempt: 'too late' };
  try {
    return await sendDelivery(house, sender, delivery);
  } catch (error) {
    house.log.error({ err: error, deliveryId: delivery.id }, 'a delivery broke; it is tried again later');
    return { attempt: { fault: `broken: ${error instanceof Error ? error.name : typeof error}` } };
  }
}

async function sendDelivery(house: House, sender: PushSender, delivery: ClaimedDelivery): Promise<Trial> {
  const { announcementId, personId, subscriptionId, kind, deviceId, expiresAt } = delivery;
  const { config, sessionSecret, clock, db } = house;
  const address = await findAddress(db, subscriptionId);
  if (!address) return { attempt: 'device gone' };
  const now = clock.now();
  const subject =
    announcementId === null
      ? testSubject
      : await findSubject(db, { kind, announcementId, personId, language: address.language, now });
  if (!subject) return { attempt: 'nothing to tell' };
  const { endpoint, p256dh, auth, language } = address;
  const id = announcementId ?? 'test';
  const payload = buildPayload({
    ...{ kind, id, priority: subject.priority, baseUrl: config.baseUrl },
    requiresAcknowledgement: subject.acknowledgement === 'confirm',
    withdrawn: subject.status === 'withdrawn',
    drill: subject.drill,
    words: announcementId === null ? null : checkWordsOf(sessionSecret, announcementId),
    language: isLanguage(language) ? language : config.defaultLanguage,
    title: config.pushDetail === 'title' && kind !== 'test' ? subject.title : null,
  });
  const attempt = await sender.send({
    ...{ endpoint, payload, keys: { p256dh, auth } },
    ttlSeconds: Math.max(0, Math.floor((expiresAt - clock.now()) / 1000)),
    urgency: urgencyOf(subject.priority),
    topic: topicOf(sessionSecret, deviceId, id),
  });
  return { attempt, endpoint };
}
