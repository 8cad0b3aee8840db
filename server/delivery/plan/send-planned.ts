import { listOutstandingIds, listOutstandingTeams } from '../../acknowledgements/recipient-queries.ts';
import type { Announcement } from '../../announcements/announcement.ts';
import { recordAudit } from '../../audit/record-audit.ts';
import { listOwnership } from '../../directory/owner-queries.ts';
import type { Transaction } from '../../platform/db/database.ts';
import type { House } from '../../umlauf.ts';
import { deliveryExpiresAt } from '../delivery.ts';
import { countPeopleOf } from '../delivery-queries.ts';
import { queueMails } from '../mail/queue-mails.ts';
import { queueDeliveries } from '../queue-deliveries.ts';
import { insertReminder } from '../reminder-store.ts';
import { insertEscalation, insertManagers } from './escalation-store.ts';
import { overridesQuiet, plans } from './plan.ts';
import type { PlannedNotice } from './plan-queries.ts';
import { isQuiet } from './quiet-hours.ts';

type Firing = { planned: PlannedNotice; announcement: Announcement; now: number };

/** Writes what a planned notice sends into the outbox, inside the transaction that takes it. */
export async function sendPlanned(
  tx: Transaction,
  house: House,
  planned: PlannedNotice,
  announcement: Announcement,
  now: number,
): Promise<void> {
  const firing = { planned, announcement, now };
  if (planned.kind === 'mail') await mailUnreached(tx, house, firing);
  if (planned.kind === 'reminder') await remind(tx, house, firing);
  if (planned.kind === 'escalation') await escalate(tx, house, firing);
}

/** Under the occasion of the release itself: whom a mail has told of it already gets no second one. */
async function mailUnreached(tx: Transaction, house: House, { announcement, now }: Firing): Promise<void> {
  const { id, deadlineAt } = announcement;
  await queueMails(tx, house, {
    ...{ kind: 'announcement', occasionId: id, announcementId: id, among: 'untold', now },
    to: await listOutstandingIds(tx, id),
    expiresAt: deliveryExpiresAt('announcement', deadlineAt, now),
  });
}

async function remind(tx: Transaction, house: House, firing: Firing): Promise<void> {
  const { planned, announcement, now } = firing;
  const { id, priority } = announcement;
  const to = await listOutstandingIds(tx, id);
  if (to.length === 0) return;
  const occasionId = planned.id;
  const mailTo = plans[priority].remindByMail;
  const { devices, mails } = await queueDeliveries(tx, house, {
    ...{ kind: 'reminder', occasionId, announcement, to, mailTo, now },
  });
  const reached = await countPeopleOf(tx, occasionId);
  await insertReminder(tx, {
    id: occasionId,
    announcementId: id,
    personId: null,
    recipients: reached,
    at: now,
  });
  const isAtNight = isQuiet(now, house.config.quietHours, house.config.timeZone);
  await recordAudit(tx, {
    ...{ at: now, actorId: null, action: 'reminder:sent', subject: id },
    details: {
      ...{ reminderId: occasionId, recipients: to.length, devices, byMail: mails, dueAt: planned.dueAt },
      ...(isAtNight && overridesQuiet(announcement) ? { override: announcement.overrideReason } : {}),
    },
  });
}

/** Whoever answers for a team in which somebody is outstanding; the sender sees all of them anyway. */
async function escalate(
  tx: Transaction,
  house: House,
  { planned, announcement, now }: Firing,
): Promise<void> {
  const { id, senderId, deadlineAt } = announcement;
  const ownership = await listOwnership(tx, await listOutstandingTeams(tx, id));
  const told = ownership.filter(({ personId }) => personId !== senderId);
  const managerIds = told.map(({ personId }) => personId);
  await insertManagers(tx, planned.id, told);
  const managers = await insertEscalation(tx, {
    ...{ occasionId: planned.id, announcementId: id, managerIds, byMail: house.config.mail !== null, now },
    expiresAt: deliveryExpiresAt('escalation', deadlineAt, now),
  });
  if (managerIds.length === 0) return;
  const details = { managers: managerIds.length, reached: managers };
  await recordAudit(tx, { at: now, actorId: null, action: 'announcement:escalated', subject: id, details });
}
