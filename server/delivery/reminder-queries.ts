import type { Db } from '../platform/db/database.ts';

type Reminder = { id: string; personId: string | null; recipients: number; at: number };

export async function listReminders(db: Db, announcementId: string): Promise<Reminder[]> {
  return (await db('reminders')
    .where({ announcement_id: announcementId })
    .orderBy('at', 'desc')
    .limit(50)
    .select('id', 'person_id as personId', 'recipients', 'at')) as Reminder[];
}
