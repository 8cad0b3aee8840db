import { checkWordsOf } from '../../announcements/words/check-words.ts';
import { faultPoint } from '../../platform/fault-point.ts';
import { isLanguage } from '../../platform/views/languages.ts';
import type { House } from '../../umlauf.ts';
import { settleDelivery, type ClaimedDelivery } from '../claim-store.ts';
import type { Outcome } from '../delivery.ts';
import { findSubject } from '../message-queries.ts';
import { pathTo } from '../push/payload.ts';
import { composeMail } from './compose-mail.ts';
import { judgeMail, type MailAttempt } from './mail-outcome.ts';
import { findMailbox, getHeading } from './mail-queries.ts';
import type { MailSettings } from './mail-settings.ts';
import { messageIdOf } from './message-id.ts';
import type { Mail, Mailer } from './send-mail.ts';

/** Why a mail was not even tried. */
type Untried = 'no mailbox' | 'nothing to tell' | 'too late';

export type MailRoad = { mailer: Mailer; settings: MailSettings };

/** Sends one claimed mail and records what came of it; the outcome is null when the lease was lost. */
export async function deliverMail(
  house: House,
  road: MailRoad,
  delivery: ClaimedDelivery,
): Promise<{ attempt: MailAttempt | Untried; state: Outcome['state'] | null }> {
  const attempt = await tryMail(house, road, delivery);
  faultPoint('mail-answered');
  const now = house.clock.now();
  const outcome = outcomeOf(attempt, delivery, now);
  const settled = await house.transaction((tx) =>
    settleDelivery(tx, {
      ...{ id: delivery.id, leaseId: delivery.leaseId, state: outcome.state, at: now },
      nextAttemptAt: outcome.state === 'queued' ? outcome.nextAttemptAt : null,
      status: typeof attempt === 'object' && 'status' in attempt ? attempt.status : null,
      fault: typeof attempt === 'string' ? attempt : 'fault' in attempt ? attempt.fault : null,
    }),
  );
  return { attempt, state: settled ? outcome.state : null };
}

function outcomeOf(attempt: MailAttempt | Untried, delivery: ClaimedDelivery, now: number): Outcome {
  if (attempt === 'no mailbox') return { state: 'gone' };
  if (typeof attempt === 'string') return { state: 'expired' };
  const { attempts, expiresAt } = delivery;
  return judgeMail(attempt, { attempts, expiresAt, now, chance: Math.random() });
}

async function tryMail(
  house: House,
  { mailer, settings }: MailRoad,
  delivery: ClaimedDelivery,
): Promise<MailAttempt | Untried> {
  if (delivery.expiresAt <= house.clock.now()) return 'too late';
  try {
    const mail = await writeMail(house, settings, delivery);
    return typeof mail === 'string' ? mail : await mailer.send(mail);
  } catch (error) {
    house.log.error({ err: error, deliveryId: delivery.id }, 'a mail broke; it is tried again later');
    return { fault: `broken: ${error instanceof Error ? error.name : typeof error}` };
  }
}

async function writeMail(
  { db, clock, config, sessionSecret }: House,
  { from }: MailSettings,
  { kind, announcementId, personId, occasionId }: ClaimedDelivery,
): Promise<Mail | Untried> {
  if (announcementId === null || kind === 'test') return 'nothing to tell';
  const mailbox = await findMailbox(db, personId);
  if (!mailbox) return 'no mailbox';
  const now = clock.now();
  const language = isLanguage(mailbox.language) ? mailbox.language : config.defaultLanguage;
  const subject = await findSubject(db, { kind, announcementId, personId, language, now });
  if (!subject) return 'nothing to tell';
  const composed = composeMail({
    ...(await getHeading(db, announcementId)),
    ...{ kind, language, now, timeZone: config.timeZone, priority: subject.priority, drill: subject.drill },
    requiresAcknowledgement: subject.acknowledgement === 'confirm',
    withdrawn: subject.status === 'withdrawn',
    words: checkWordsOf(sessionSecret, announcementId),
    address: `${config.baseUrl}${pathTo(kind, announcementId)}`,
  });
  const messageId = messageIdOf(sessionSecret, occasionId, personId, from.address);
  return { ...composed, to: { name: mailbox.name, address: mailbox.mail }, messageId, language, at: now };
}
