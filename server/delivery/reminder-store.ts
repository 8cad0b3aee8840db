import type { Db } from '../platform/db/database.ts';

type NewReminder = {
  id: string;
  announcementId: string;
  personId: string | null;
  recipients: number;
  at: number;
};

export async function insertReminder(
  db: Db,
  { id, announcementId, personId, recipients, at }: NewReminder,
): Promise<void> {
  await db('reminders').insert({ id, announcement_id: announcementId, person_id: personId, recipients, at });
}
