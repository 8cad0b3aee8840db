import { findClockWatch } from '../channels/retention/clock-watch-queries.ts';
import { countLateChannels } from '../channels/retention/retention-queries.ts';
import { findOldestDueAt } from '../delivery/delivery-queries.ts';
import { createMailer } from '../delivery/mail/send-mail.ts';
import { findLatestSkew, skewSeconds } from '../delivery/skew/skew-queries.ts';
import { countAlarms } from '../directory/directory-state-queries.ts';
import type { House } from '../umlauf.ts';
import { examineAddress } from './examine-address.ts';
import { examinePushServices } from './examine-push-services.ts';
import { found, type Finding } from './finding.ts';
import { judgeClock } from './judge-clock.ts';
import { judgeContact } from './judge-contact.ts';
import { judgeQueue, judgeSkew } from './judge-queue.ts';
import { judgeRetention } from './judge-retention.ts';

const lateMs = 10 * 60_000;

/** What leaves the house with a notice is a choice, and no fault; whoever looks after it should know which was made. */
const noticesTell = {
  discreet: 'noticesDiscreet',
  title: 'noticesTitle',
  text: 'noticesText',
} as const;

/** Looks at everything outside that this portal hangs on, and at what waits inside. Changes nothing, tells nobody anything. */
export async function examineHouse(house: House): Promise<Finding[]> {
  const { config, clock } = house;
  const now = clock.now();
  const [push, address, mail, directory] = await Promise.all([
    examinePushServices(config, clock),
    examineAddress(config, now),
    examineMail(house),
    examineDirectory(house),
  ]);
  const [contact, ...inside] = await examineInside(house, now);
  const notices = found('notices', 'good', noticesTell[config.pushDetail]);
  return [
    contact,
    ...push.findings,
    notices,
    address,
    judgeClock(push.offsetsMs),
    mail,
    ...directory,
    ...inside,
  ];
}

/** What can be said at once, without asking anybody outside: the contact, the queue, the skew, and deletion. */
export async function examineInside(
  { config, db }: House,
  now: number,
): Promise<[Finding, Finding, Finding, Finding]> {
  const watch = await findClockWatch(db);
  const oldestDueAt = await findOldestDueAt(db, now);
  return [
    judgeContact(config.pushContact),
    judgeQueue(oldestDueAt === null ? null : now - oldestDueAt),
    judgeSkew(skewSeconds(await findLatestSkew(db))),
    judgeRetention({ isHeld: Boolean(watch?.held), late: await countLateChannels(db, now, lateMs) }),
  ];
}

async function examineMail({ config }: House): Promise<Finding> {
  if (!config.mail) return found('mail', 'good', 'mailOff');
  const subject = `${config.mail.host}:${config.mail.port}`;
  const mailer = createMailer(config.mail);
  const fault = await mailer.greet().finally(mailer.close);
  return fault === null
    ? found('mail', 'good', 'mailTaken', { subject })
    : found('mail', 'bad', 'mailRefused', { subject, code: fault });
}

async function examineDirectory(house: House): Promise<Finding[]> {
  const { failed, waiting } = await countAlarms(house);
  const findings = [
    ...(failed > 0 ? [found('directory', 'bad', 'directoryFailed', { count: failed })] : []),
    ...(waiting > 0 ? [found('directory', 'doubtful', 'directoryWaits', { count: waiting })] : []),
  ];
  return findings.length > 0 ? findings : [found('directory', 'good', 'directoryGood')];
}
