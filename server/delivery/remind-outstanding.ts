import { listOutstandingIds } from '../acknowledgements/recipient-queries.ts';
import { getAddressedBy } from '../announcements/sent-announcement-queries.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { answerOnce } from '../platform/answer-once.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { countPeopleOf } from './delivery-queries.ts';
import { queueDeliveries } from './queue-deliveries.ts';
import { checkCanRemind, checkNotRemindedLately } from './reminder.ts';
import { findRemindedAt } from './reminder-queries.ts';
import { insertReminder } from './reminder-store.ts';
import { listPushable } from './subscription-queries.ts';

type ReminderRequest = {
  idempotencyKey: string;
  /** null: all who are outstanding. */
  personId: string | null;
  /** Also those who were reminded within the last ten minutes. */
  again: boolean;
};

/**
 * Reminds those outstanding, or one of them, on every device they have, or else by mail. Whoever confirms in between is left alone. A
 * `conflict` when nobody is outstanding, when there is nothing to confirm any more, and when they were reminded within
 * the last ten minutes and `again` is not said.
 */
export async function remindOutstanding(
  house: House,
  actor: Actor,
  id: string,
  { idempotencyKey, personId, again }: ReminderRequest,
): Promise<{ id: string; recipients: number; devices: number; mails: number }> {
  const now = house.clock.now();
  return house.transaction(async (tx) => {
    const announcement = await getAddressedBy(tx, actor, id);
    checkCanRemind(announcement, now);
    const request = { call: 'reminder', id, personId };
    return answerOnce(tx, { personId: actor.person.id, key: idempotencyKey, request, now }, async () => {
      if (!again) checkNotRemindedLately(await findRemindedAt(tx, id, personId), now);
      const outstanding = await listOutstandingIds(tx, id);
      const to = personId === null ? outstanding : outstanding.filter((person) => person === personId);
      if (to.length === 0) throw new Refusal('conflict', 'nobody-outstanding');
      const pushable = await listPushable(tx, to);
      const reminderId = newId();
      const { devices, mails } = await queueDeliveries(tx, house, {
        kind: 'reminder',
        occasionId: reminderId,
        announcement,
        to,
        now,
      });
      const reached = await countPeopleOf(tx, reminderId);
      await insertReminder(tx, {
        id: reminderId,
        announcementId: id,
        personId,
        recipients: reached,
        at: now,
      });
      const details = { reminderId, recipients: to.length, byPush: pushable.size, byMail: mails };
      await recordAudit(tx, {
        at: now,
        actorId: actor.person.id,
        action: 'reminder:sent',
        subject: id,
        details,
      });
      return { id: reminderId, recipients: to.length, devices, mails };
    });
  });
}
