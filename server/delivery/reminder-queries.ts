import type { Db } from '../platform/db/database.ts';

type Reminder = { id: string; recipients: number; at: number };

const mostReminders = 20;

const newestFirst = (db: Db, announcementId: string) =>
  db('reminders')
    .where({ announcement_id: announcementId })
    .where('recipients', '>', 0)
    .orderBy('at', 'desc');

/** Those that went to all who were outstanding, the newest first. */
export async function listReminders(db: Db, announcementId: string): Promise<Reminder[]> {
  return (await newestFirst(db, announcementId)
    .whereNull('person_id')
    .limit(mostReminders)
    .select('id', 'recipients', 'at')) as Reminder[];
}

/** When it last reminded anybody; null before it has. */
export async function findLastReminderAt(db: Db, announcementId: string): Promise<number | null> {
  const row = (await newestFirst(db, announcementId).first('at')) as { at: number } | undefined;
  return row?.at ?? null;
}

/** When this person was last reminded of it, alone or together with all others; of `null`, when all were. */
export async function findRemindedAt(
  db: Db,
  announcementId: string,
  personId: string | null,
): Promise<number | null> {
  const row = (await newestFirst(db, announcementId)
    .where((to) => {
      void to.whereNull('person_id');
      if (personId !== null) void to.orWhere({ person_id: personId });
    })
    .first('at')) as { at: number } | undefined;
  return row?.at ?? null;
}
