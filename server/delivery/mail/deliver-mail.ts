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
import { forgetRefused, noteRefused } from './refused-mailbox-store.ts';
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
  const { attempt, address } = await tryMail(house, road, delivery);
  faultPoint('mail-answered');
  const now = house.clock.now();
  const { state, ...outcome } = outcomeOf(attempt, delivery, now);
  const status = typeof attempt === 'object' && 'status' in attempt ? attempt.status : null;
  const settled = await house.transaction(async (tx) => {
    const isOurs = await settleDelivery(tx, {
      ...{ id: delivery.id, leaseId: delivery.leaseId, state, at: now, status },
      nextAttemptAt: 'nextAttemptAt' in outcome ? outcome.nextAttemptAt : null,
      fault: typeof attempt === 'string' ? attempt : 'fault' in attempt ? attempt.fault : null,
    });
    const mailbox = isOurs && address !== null ? { personId: delivery.personId, address } : null;
    if (mailbox && state === 'gone' && status !== null) await noteRefused(tx, mailbox, { status, at: now });
    if (mailbox && state === 'accepted') await forgetRefused(tx, mailbox);
    return isOurs;
  });
  return { attempt, state: settled ? state : null };
}

function outcomeOf(attempt: MailAttempt | Untried, delivery: ClaimedDelivery, now: number): Outcome {
  if (attempt === 'no mailbox') return { state: 'gone' };
  if (typeof attempt === 'string') return { state: 'expired' };
  const { attempts, expiresAt } = delivery;
  return judgeMail(attempt, { attempts, expiresAt, now, chance: Math.random() });
}

/** `address`: that to which it was sent. */
async function tryMail(
  house: House,
  { mailer, settings }: MailRoad,
  delivery: ClaimedDelivery,
): Promise<{ attempt: MailAttempt | Untried; address: string | null }> {
  if (delivery.expiresAt <= house.clock.now()) return { attempt: 'too late', address: null };
  try {
    const mail = await writeMail(house, settings, delivery);
    if (typeof mail === 'string') return { attempt: mail, address: null };
    return { attempt: await mailer.send(mail), address: mail.to.address };
  } catch (error) {
    house.log.error({ err: error, deliveryId: delivery.id }, 'a mail broke; it is tried again later');
    const fault = `broken: ${error instanceof Error ? error.name : typeof error}`;
    return { attempt: { fault }, address: null };
  }
}

async function writeMail(
  { db, clock, config, sessionSecret }: House,
  { from }: MailSettings,
  { kind, announcementId, personId, occasionId }: ClaimedDelivery,
): Promise<Mail | Untried> {
  if (announcementId === null || kind === 'test' || kind === 'channel') return 'nothing to tell';
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
