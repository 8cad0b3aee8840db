import { mayTellAt } from '../channels/notices/notice.ts';
import { findTellable, type Tellable } from '../channels/notices/told-queries.ts';
import { isLanguage, type Language } from '../platform/views/languages.ts';
import { checkWordsOf } from '../announcements/words/check-words.ts';
import { sealOf } from '../sign-in/offline-seal.ts';
import type { House } from '../umlauf.ts';
import type { ClaimedDelivery } from './claim-store.ts';
import { urgencyOf } from './delivery.ts';
import { findSubjects, listAddresses, type Address, type Subject } from './message-queries.ts';
import { payloadBytes, preparePayload, type CarriedText, type Prepared } from './push/payload.ts';
import type { PushMessage } from './push/send-push.ts';
import { topicOf } from './push/topic.ts';
import { findTexts } from './text-queries.ts';

/** Why a delivery is not even tried. */
export type Untried = 'device gone' | 'nothing to tell' | 'too late' | PutOff;

/** Not before this instant: until then it is quiet where it goes. */
export type PutOff = { putOffTo: number };

/** What is sent for a delivery; `discreet` is the payload without content, where the message has some. */
export type Letter = { message: PushMessage; discreet: string | null };

export type Written = { delivery: ClaimedDelivery; letter: Letter | Untried | { broken: unknown } };

const testSubject: Subject = {
  ...{ priority: 'normal', acknowledgement: 'none', title: '', status: 'released', drill: false },
};

const ofChannel = ({ title }: Tellable): Subject => ({ ...testSubject, title });

/** What it is about: the announcement, the channel, or the test. */
const subjectIdOf = ({ announcementId, kind, occasionId }: ClaimedDelivery): string =>
  announcementId ?? (kind === 'channel' ? occasionId : 'test');

type Told = { delivery: ClaimedDelivery; subject: Subject; language: Language };
type Detail = keyof typeof payloadBytes;

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
  const channelIds = claimed.filter(({ kind }) => kind === 'channel').map(({ id }) => id);
  const [addresses, subjectOf, textOf, tellable] = await Promise.all([
    listAddresses(db, [...new Set(claimed.map(({ subscriptionId }) => subscriptionId))]),
    findSubjects(db, { announcementIds, personIds, escalatedIds }, now),
    findTexts(db, config.pushDetail === 'text' ? announcementIds : [], config.timeZone),
    findTellable(db, channelIds, now),
  ]);
  const payloadFor = createPayloads(house, textOf);

  function write(delivery: ClaimedDelivery): Letter | Untried {
    const { announcementId, personId, kind } = delivery;
    if (delivery.expiresAt <= now) return 'too late';
    const address = addresses.get(delivery.subscriptionId);
    if (!address) return 'device gone';
    const language = isLanguage(address.language) ? address.language : config.defaultLanguage;
    const inChannel = tellable.get(delivery.id);
    const subject =
      kind === 'channel'
        ? inChannel && ofChannel(inChannel)
        : announcementId === null
          ? testSubject
          : subjectOf({ kind, announcementId, personId, language: address.language });
    if (!subject) return 'nothing to tell';
    const putOffTo = inChannel ? mayTellAt(now, inChannel.quiet, config) : now;
    if (putOffTo > now) return { putOffTo };
    const told = { delivery, subject, language };
    // Whoever answers for a team need not be a recipient: neither title nor text is for him.
    const isOpen = kind !== 'test' && kind !== 'escalation';
    const { pushDetail } = config;
    const discreet = payloadFor(told, 'discreet', payloadBytes.discreet);
    const payload =
      pushDetail === 'discreet'
        ? discreet
        : payloadFor(told, isOpen ? pushDetail : 'discreet', payloadBytes[pushDetail]);
    return {
      message: { ...addressed(house, told, address, now), payload },
      discreet: discreet === payload ? null : discreet,
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

type PayloadFor = (told: Told, detail: Detail, bytes: number) => string;

/** All that is the same for those who are told the same in the same language is made once. */
function createPayloads(
  { config, sessionSecret }: House,
  textOf: (announcementId: string, language: Language) => CarriedText | null,
): PayloadFor {
  const made = new Map<string, Prepared>();
  return ({ delivery, subject, language }, detail, bytes) => {
    const { kind, announcementId, personId } = delivery;
    const { priority, title, drill } = subject;
    const withdrawn = subject.status === 'withdrawn';
    const key = JSON.stringify([kind, subjectIdOf(delivery), subject, language, detail, bytes]);
    const prepared =
      made.get(key) ??
      preparePayload({
        ...{ kind, id: subjectIdOf(delivery), priority, withdrawn, drill, language, bytes },
        baseUrl: config.baseUrl,
        requiresAcknowledgement: subject.acknowledgement === 'confirm',
        words: announcementId === null ? null : checkWordsOf(sessionSecret, announcementId),
        title: detail === 'discreet' ? null : title,
        text: detail === 'text' && announcementId && !withdrawn ? textOf(announcementId, language) : null,
      });
    made.set(key, prepared);
    return prepared(() => sealOf(sessionSecret, personId));
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
    topic: topicOf(sessionSecret, delivery.deviceId, subjectIdOf(delivery)),
  };
}
