import { outstandingAfter } from '../acknowledgements/recipient-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { isMailAddress } from './mail/mail-address.ts';
import { unconfirmedAfterMs } from './subscription.ts';

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

type Unreached = { personId: string; name: string; team: string };

type OutstandingRow = {
  person_id: string;
  name: string;
  department: string;
  team: string | null;
  mail: string | null;
  has_device: number | boolean;
  has_confirmed_device: number | boolean;
};

/**
 * By which road those outstanding, all or this one person, would be reminded now, each person once; and by name, in the
 * order of names, those who have to be told in person. `byMail`: the house sends mails, also to those whose devices
 * are all unconfirmed.
 */
export async function findRoadsToRemind(
  db: Db,
  announcementId: string,
  personId: string | null,
  { byMail, now }: { byMail: boolean; now: number },
): Promise<{ outstanding: number; byPush: number; byMail: number; inPerson: Unreached[] }> {
  const outstanding = outstandingAfter(db, announcementId);
  if (personId !== null) void outstanding.where('recipients.person_id', personId);
  const device = () =>
    db('push_subscriptions')
      .select(db.raw('1'))
      .whereRaw('push_subscriptions.person_id = recipients.person_id');
  const confirmed = device().where('last_seen_at', '>', now - unconfirmedAfterMs);
  const rows = (await outstanding
    .join('people', 'people.id', 'recipients.person_id')
    .leftJoin('teams', 'teams.id', 'recipients.team_id')
    .orderBy(['recipients.sort_key', 'recipients.person_id'])
    .select('recipients.person_id', 'people.name', 'people.department', 'people.mail', 'teams.name as team')
    .select(db.raw('exists ? as has_device', [device()]))
    .select(db.raw('exists ? as has_confirmed_device', [confirmed]))) as OutstandingRow[];
  const isMailed = ({ has_confirmed_device, mail }: OutstandingRow): boolean =>
    byMail && !has_confirmed_device && isMailAddress(mail);
  const mailed = rows.filter(isMailed);
  const inPerson = rows.filter((row) => !row.has_device && !isMailed(row));
  return {
    outstanding: rows.length,
    byPush: rows.length - mailed.length - inPerson.length,
    byMail: mailed.length,
    inPerson: inPerson.map((row) => ({
      personId: row.person_id,
      name: row.name,
      team: row.team ?? row.department,
    })),
  };
}
