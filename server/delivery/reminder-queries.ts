import type { Knex } from 'knex';
import type { Db } from '../platform/db/database.ts';

type Reminder = { id: string; recipients: number; at: number };

const mostReminders = 20;

/** When a reminder goes out: it may wait for the end of the quiet hours. */
export const goesOutAt = 'coalesce(reminders.waits_until, reminders.at)';

const goneOut = (db: Db, announcementId: string, now: number): Knex.QueryBuilder =>
  db('reminders')
    .where({ announcement_id: announcementId })
    .where('recipients', '>', 0)
    .whereRaw(`${goesOutAt} <= ?`, [now])
    .orderByRaw(`${goesOutAt} desc`);

const at = (db: Db) => db.raw(`${goesOutAt} as at`);

/** Those that went to all who were outstanding, the newest first. */
export async function listReminders(db: Db, announcementId: string, now: number): Promise<Reminder[]> {
  return (await goneOut(db, announcementId, now)
    .whereNull('person_id')
    .limit(mostReminders)
    .select('id', 'recipients', at(db))) as Reminder[];
}

/** Those asked for by hand that wait for the end of the quiet hours, the next first. */
export async function listWaitingReminders(
  db: Db,
  announcementId: string,
  now: number,
): Promise<{ dueAt: number; recipients: number }[]> {
  return (await db('reminders')
    .where({ announcement_id: announcementId })
    .where('waits_until', '>', now)
    .where('recipients', '>', 0)
    .orderBy(['waits_until', 'at'])
    .limit(mostReminders)
    .select('waits_until as dueAt', 'recipients')) as { dueAt: number; recipients: number }[];
}

/** Whom a reminder reaches that waits, as it was asked for by hand in the quiet hours. */
export async function listAwaitingReminder(db: Db, announcementId: string, now: number): Promise<string[]> {
  return (await db('deliveries')
    .join('reminders', 'reminders.id', 'deliveries.occasion_id')
    .where({ 'deliveries.announcement_id': announcementId, 'deliveries.state': 'queued' })
    .where('reminders.waits_until', '>', now)
    .distinct()
    .pluck('deliveries.person_id')) as string[];
}

/** When it last reminded anybody; null before it has. */
export async function findLastReminderAt(
  db: Db,
  announcementId: string,
  now: number,
): Promise<number | null> {
  const row = (await goneOut(db, announcementId, now).first(at(db))) as { at: number } | undefined;
  return row?.at ?? null;
}

/** When this person was last reminded of it, alone or together with all others; of `null`, when all were. */
export async function findRemindedAt(
  db: Db,
  announcementId: string,
  personId: string | null,
  now: number,
): Promise<number | null> {
  const row = (await goneOut(db, announcementId, now)
    .where((to) => {
      void to.whereNull('person_id');
      if (personId !== null) void to.orWhere({ person_id: personId });
    })
    .first(at(db))) as { at: number } | undefined;
  return row?.at ?? null;
}
