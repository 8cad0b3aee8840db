import type { Db, Transaction } from '../platform/db/database.ts';
import type { Announcement } from './announcement.ts';
import type { AnnouncementRow, VersionRow } from './announcement-row.ts';

/** The next serial of the year; drafts carry a number too, so that people can speak of them. None comes twice. */
export async function allocateSerial(tx: Transaction, year: number): Promise<number> {
  const [row] = (await tx('announcement_numbers')
    .insert({ year, last_serial: 1 })
    .onConflict('year')
    .merge({ last_serial: tx.raw('announcement_numbers.last_serial + 1') })
    .returning('last_serial')) as { last_serial: number }[];
  if (!row) throw new Error('no number was allocated');
  return row.last_serial;
}

const versionRow = (announcement: Announcement): VersionRow => ({
  announcement_id: announcement.id,
  version: announcement.version,
  title: announcement.title,
  body: announcement.body,
  body_html: announcement.bodyHtml,
  content_hash: announcement.contentHash,
});

const changeable = (announcement: Announcement): Partial<AnnouncementRow> => ({
  status: announcement.status,
  priority: announcement.priority,
  acknowledgement: announcement.acknowledgement,
  audience: JSON.stringify(announcement.audience),
  version: announcement.version,
  deadline_at: announcement.deadlineAt,
  released_at: announcement.releasedAt,
  updated_at: announcement.updatedAt,
});

export async function insertAnnouncement(db: Db, announcement: Announcement): Promise<void> {
  const [year, serial] = announcement.number.split('-').map(Number);
  await db('announcements').insert({
    ...changeable(announcement),
    id: announcement.id,
    number_year: year,
    number_serial: serial,
    sender_id: announcement.senderId,
    created_at: announcement.createdAt,
  });
  await db('announcement_versions').insert(versionRow(announcement));
}

export async function updateAnnouncement(db: Db, announcement: Announcement): Promise<void> {
  await db('announcements').where({ id: announcement.id }).update(changeable(announcement));
  await db('announcement_versions')
    .where({ announcement_id: announcement.id, version: announcement.version })
    .update(versionRow(announcement));
}

export async function deleteAnnouncement(db: Db, id: string): Promise<void> {
  await db('announcement_versions').where({ announcement_id: id }).delete();
  await db('announcements').where({ id }).delete();
}
