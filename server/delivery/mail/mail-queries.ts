import type { Db } from '../../platform/db/database.ts';
import { whereIn } from '../../platform/db/dialect.ts';
import { isMailAddress } from './mail-address.ts';

type Mailbox = { name: string; mail: string; language: string };

/** Where a person's mail goes, in which language; null when there is none any more, or it cannot be an address. */
export async function findMailbox(db: Db, personId: string): Promise<Mailbox | null> {
  const row = (await db('people')
    .leftJoin('preferences', 'preferences.person_id', 'people.id')
    .where('people.id', personId)
    .whereNull('people.left_at')
    .first('people.name', 'people.mail', 'people.language', 'preferences.language as preferred')) as
    { name: string; mail: string | null; language: string; preferred: string | null } | undefined;
  if (!row || !isMailAddress(row.mail)) return null;
  return { name: row.name, mail: row.mail, language: row.preferred ?? row.language };
}

type Heading = {
  deadlineAt: number | null;
  releasedAt: number;
  sender: { name: string; department: string };
};

/** Who released an announcement, when, and until when it asks. */
export async function getHeading(db: Db, announcementId: string): Promise<Heading> {
  const row = (await db('announcements')
    .join('people', 'people.id', 'announcements.sender_id')
    .where('announcements.id', announcementId)
    .first('deadline_at', 'released_at', 'people.name', 'people.department')) as {
    deadline_at: number | null;
    released_at: number;
    name: string;
    department: string;
  };
  const { name, department } = row;
  return { deadlineAt: row.deadline_at, releasedAt: row.released_at, sender: { name, department } };
}

/** Where there is a row, the address that `people` has now is one that the mail server has refused for good. */
export const refusedMailbox = (db: Db) =>
  db('refused_mailboxes')
    .select(db.raw('1'))
    .whereRaw('refused_mailboxes.person_id = people.id')
    .whereRaw('refused_mailboxes.address = people.mail');

/** Who has an address to which mail can go, and which has not been refused for good: among all, or among these. */
export async function listMailable(db: Db, personIds?: string[]): Promise<Set<string>> {
  const query = db('people')
    .whereNull('left_at')
    .whereNotNull('mail')
    .whereNotExists(refusedMailbox(db))
    .select('id', 'mail');
  if (personIds) void whereIn(query, 'id', personIds);
  const rows = (await query) as { id: string; mail: string }[];
  return new Set(rows.filter(({ mail }) => isMailAddress(mail)).map(({ id }) => id));
}
