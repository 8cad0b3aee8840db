import { isLanguage } from '../platform/views/languages.ts';
import { checkWordsOf } from '../announcements/words/check-words.ts';
import type { House } from '../umlauf.ts';
import type { ClaimedDelivery } from './claim-store.ts';
import { urgencyOf } from './delivery.ts';
import { findSubjects, listAddresses, type Address, type Subject } from './message-queries.ts';
import { buildPayload } from './push/payload.ts';
import type { PushMessage } from './push/send-push.ts';
import { topicOf } from './push/topic.ts';

/** Why a delivery is not even tried. */
export type Untried = 'device gone' | 'nothing to tell' | 'too late';

/** What is sent for a delivery; `discreet` is the payload without content, where the message has some. */
export type Letter = { message: PushMessage; discreet: string | null };

export type Written = { delivery: ClaimedDelivery; letter: Letter | Untried | { broken: unknown } };

const testSubject: Subject = {
  ...{ priority: 'normal', acknowledgement: 'none', title: '', status: 'released', drill: false },
};

type Told = { delivery: ClaimedDelivery; subject: Subject; language: string };

/** Writes what a batch of claimed deliveries says. One that breaks is told apart and holds up no other. */
export async function writeLetters(house: House, claimed: ClaimedDelivery[]): Promise<Written[]> {
  const { db, clock, config } = house;
  const now = clock.now();
  const idsOf = (deliveries: ClaimedDelivery[]) => [
    ...new Set(deliveries.flatMap(({ announcementId }) => announcementId ?? [])),
  ];
  const announcementIds = idsOf(claimed);
  const escalatedIds = idsOf(claimed.filter(({ kind }) => kind === 'escalation'));
  const personIds = [...new Set(claimed.map(({ personId }) => personId))];
  const [addresses, subjectOf] = await Promise.all([
    listAddresses(db, [...new Set(claimed.map(({ subscriptionId }) => subscriptionId))]),
    findSubjects(db, { announcementIds, personIds, escalatedIds }, now),
  ]);
  const payloadFor = createPayloads(house);

  function write(delivery: ClaimedDelivery): Letter | Untried {
    const { announcementId, personId, kind } = delivery;
    if (delivery.expiresAt <= now) return 'too late';
    const address = addresses.get(delivery.subscriptionId);
    if (!address) return 'device gone';
    const language = isLanguage(address.language) ? address.language : config.defaultLanguage;
    const subject =
      announcementId === null
        ? testSubject
        : subjectOf({ kind, announcementId, personId, language: address.language });
    if (!subject) return 'nothing to tell';
    const told = { delivery, subject, language };
    // Whoever answers for a team need not be a recipient: the title is not for him.
    const isOpen = config.pushDetail === 'title' && kind !== 'test' && kind !== 'escalation';
    const payload = payloadFor(told, isOpen);
    return {
      message: { ...addressed(house, told, address, now), payload },
      discreet: isOpen ? payloadFor(told, false) : null,
    };
  }

  return claimed.map((delivery) => {
    try {
      return { delivery, letter: write(delivery) };
    } catch (error) {
      return { delivery, letter: { broken: error } };
    }
  });
}

/** Nothing in a payload is one person's own: it is made once for all who are told the same in the same language. */
function createPayloads({ config, sessionSecret }: House): (told: Told, withTitle: boolean) => string {
  const made = new Map<string, string>();
  const words = new Map<string, string>();
  const wordsOf = (announcementId: string): string => {
    const known = words.get(announcementId) ?? checkWordsOf(sessionSecret, announcementId);
    words.set(announcementId, known);
    return known;
  };
  return ({ delivery, subject, language }, withTitle) => {
    const { kind, announcementId } = delivery;
    const request = {
      ...{ kind, id: announcementId ?? 'test', priority: subject.priority, baseUrl: config.baseUrl },
      requiresAcknowledgement: subject.acknowledgement === 'confirm',
      withdrawn: subject.status === 'withdrawn',
      drill: subject.drill,
      words: announcementId === null ? null : wordsOf(announcementId),
      language: isLanguage(language) ? language : config.defaultLanguage,
      title: withTitle ? subject.title : null,
    };
    const key = JSON.stringify(request);
    const payload = made.get(key) ?? buildPayload(request);
    made.set(key, payload);
    return payload;
  };
}

function addressed(
  { sessionSecret }: House,
  { delivery, subject }: Told,
  { endpoint, p256dh, auth }: Address,
  now: number,
): Omit<PushMessage, 'payload'> {
  return {
    ...{ endpoint, keys: { p256dh, auth } },
    ttlSeconds: Math.max(0, Math.floor((delivery.expiresAt - now) / 1000)),
    urgency: urgencyOf(subject.priority),
    topic: topicOf(sessionSecret, delivery.deviceId, delivery.announcementId ?? 'test'),
  };
}
