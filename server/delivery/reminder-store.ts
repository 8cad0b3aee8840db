import type { Db } from '../platform/db/database.ts';

type NewReminder = {
  id: string;
  announcementId: string;
  personId: string | null;
  recipients: number;
  at: number;
  /** Where it waits for the end of the quiet hours. */
  waitsUntil?: number | null;
  /** Why it does not, where the announcement itself gives no reason. */
  overrideReason?: string;
};

export async function insertReminder(db: Db, reminder: NewReminder): Promise<void> {
  const { id, announcementId, personId, recipients, at, waitsUntil = null, overrideReason = '' } = reminder;
  await db('reminders').insert({
    ...{ id, announcement_id: announcementId, person_id: personId, recipients, at },
    ...{ waits_until: waitsUntil, override_reason: overrideReason },
  });
}
