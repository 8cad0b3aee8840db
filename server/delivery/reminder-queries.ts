import { outstandingAfter } from '../acknowledgements/recipient-queries.ts';
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

type WithoutDevice = { personId: string; name: string; team: string };

const deviceOf = (db: Db) =>
  db('push_subscriptions').select('id').whereRaw('push_subscriptions.person_id = recipients.person_id');

const toBeReminded = (db: Db, announcementId: string, personId: string | null) => {
  const query = outstandingAfter(db, announcementId);
  return personId === null ? query : query.where('recipients.person_id', personId);
};

/** How many would be reminded now, all or this one person, and how many of them have no device that takes push. */
export async function countToRemind(
  db: Db,
  announcementId: string,
  personId: string | null,
): Promise<{ outstanding: number; byPush: number }> {
  const count = async (query: ReturnType<typeof toBeReminded>) =>
    ((await query.count({ count: '*' }).first()) as { count: number }).count;
  return {
    outstanding: await count(toBeReminded(db, announcementId, personId)),
    byPush: await count(toBeReminded(db, announcementId, personId).whereExists(deviceOf(db))),
  };
}

/** The first of those whom no push reaches, in the order of names. */
export async function listWithoutDevice(
  db: Db,
  announcementId: string,
  personId: string | null,
  limit: number,
): Promise<WithoutDevice[]> {
  const rows = (await toBeReminded(db, announcementId, personId)
    .whereNotExists(deviceOf(db))
    .join('people', 'people.id', 'recipients.person_id')
    .leftJoin('teams', 'teams.id', 'recipients.team_id')
    .orderBy(['recipients.sort_key', 'recipients.person_id'])
    .limit(limit)
    .select('recipients.person_id', 'people.name', 'people.department', 'teams.name as team')) as {
    person_id: string;
    name: string;
    department: string;
    team: string | null;
  }[];
  return rows.map((row) => ({
    personId: row.person_id,
    name: row.name,
    team: row.team ?? row.department,
  }));
}
