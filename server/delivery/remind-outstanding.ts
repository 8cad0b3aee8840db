import { listOutstandingIds } from '../acknowledgements/recipient-queries.ts';
import type { Announcement } from '../announcements/announcement.ts';
import { findOverrideUse } from '../announcements/override-queries.ts';
import { getAddressedBy } from '../announcements/sent-announcement-queries.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Transaction } from '../platform/db/database.ts';
import { answerOnce } from '../platform/answer-once.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { countPeopleOf } from './delivery-queries.ts';
import { queueDeliveries } from './queue-deliveries.ts';
import { isReminderPlannedAt } from './plan/plan-queries.ts';
import { checkCanRemind, checkNotRemindedLately, checkQuiet, disturbs, waitsUntil } from './reminder.ts';
import { findRemindedAt, listAwaitingReminder } from './reminder-queries.ts';
import { insertReminder } from './reminder-store.ts';
import { listPushable } from './subscription-queries.ts';

type ReminderRequest = {
  idempotencyKey: string;
  /** null: all who are outstanding. */
  personId: string | null;
  /** Also those who were reminded within the last ten minutes. */
  again: boolean;
  /** Why a reminder of something critical shall disturb in the quiet hours; empty: it shall not. */
  reason: string;
  /** In the quiet hours it waits until they are over; else it is refused then, so that whoever reminds is told. */
  mayWait: boolean;
};

type Reminded = { id: string; recipients: number; devices: number; mails: number; goesOutAt: number };

/**
 * Reminds those outstanding, or one of them, on every device they have, or else by mail. Whoever confirms in between is left alone. A
 * `conflict` when nobody is outstanding, when there is nothing to confirm any more, and when they were reminded within
 * the last ten minutes and `again` is not said. In the quiet hours it goes out when they end, to nobody twice.
 */
export async function remindOutstanding(
  house: House,
  actor: Actor,
  id: string,
  { idempotencyKey, personId, again, reason, mayWait }: ReminderRequest,
): Promise<Reminded> {
  const now = house.clock.now();
  return house.transaction(async (tx) => {
    const announcement = await getAddressedBy(tx, actor, id);
    checkCanRemind(announcement, now);
    const until = waitsUntil(announcement, { reason, now }, house.config);
    const request = { call: 'reminder', id, personId, ...(reason === '' ? {} : { reason }) };
    return answerOnce(tx, { personId: actor.person.id, key: idempotencyKey, request, now }, async () => {
      checkQuiet(announcement, { until, reason, mayWait });
      if (!again) checkNotRemindedLately(await findRemindedAt(tx, id, personId, now), now);
      const outstanding = await listOutstandingIds(tx, id);
      const meant = personId === null ? outstanding : outstanding.filter((person) => person === personId);
      if (meant.length === 0) throw new Refusal('conflict', 'nobody-outstanding');
      const to = until === null ? meant : await withoutWaiting(tx, announcement, meant, { until, now });
      if (to.length === 0) throw new Refusal('conflict', 'reminder-waits');
      const override = disturbs(announcement, { reason, now }, house.config) ? reason : '';
      if (override !== '') await checkBudget(tx, house, { ...announcement, overrideReason: override });
      const pushable = await listPushable(tx, to);
      const reminderId = newId();
      const { devices, mails } = await queueDeliveries(tx, house, {
        kind: 'reminder',
        occasionId: reminderId,
        announcement,
        to,
        now,
        ...(until === null ? {} : { dueAt: until }),
      });
      const reached = await countPeopleOf(tx, reminderId);
      await insertReminder(tx, {
        id: reminderId,
        announcementId: id,
        personId,
        recipients: reached,
        at: now,
        waitsUntil: until,
        overrideReason: override,
      });
      const details = {
        ...{ reminderId, recipients: to.length, byPush: pushable.size, byMail: mails },
        ...(until === null ? {} : { waitsUntil: until }),
        ...(override === '' ? {} : { override }),
      };
      await recordAudit(tx, {
        at: now,
        actorId: actor.person.id,
        action: 'reminder:sent',
        subject: id,
        details,
      });
      return { id: reminderId, recipients: to.length, devices, mails, goesOutAt: until ?? now };
    });
  });
}

/** Those of them for whom no reminder waits yet for the end of the quiet hours, by the plan or by hand. */
async function withoutWaiting(
  tx: Transaction,
  { id }: Announcement,
  meant: string[],
  { until, now }: { until: number; now: number },
): Promise<string[]> {
  if (await isReminderPlannedAt(tx, id, until)) return [];
  const waiting = new Set(await listAwaitingReminder(tx, id, now));
  return meant.filter((person) => !waiting.has(person));
}

/** Where a release would need a second person, a reminder waits. */
async function checkBudget(tx: Transaction, house: House, announcement: Announcement): Promise<void> {
  const use = await findOverrideUse(tx, house, announcement);
  if (use?.isOver) throw new Refusal('conflict', 'override-budget', { params: { count: use.budget } });
}
