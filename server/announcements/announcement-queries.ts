import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import { openWithoutDeadlineMs, type Announcement } from './announcement.ts';
import { toAnnouncement, type AnnouncementRow, type VersionRow } from './announcement-row.ts';

type Row = AnnouncementRow & VersionRow;

const withText = (db: Db) =>
  db('announcements').join('announcement_versions', (join) =>
    join
      .on('announcement_versions.announcement_id', 'announcements.id')
      .andOn('announcement_versions.version', 'announcements.version'),
  );

export async function findAnnouncement(db: Db, id: string): Promise<Announcement | null> {
  const row = (await withText(db).where('announcements.id', id).first()) as Row | undefined;
  return row ? toAnnouncement(row) : null;
}

/** What this person may see: own ones, and released ones while being a recipient. */
export async function findAnnouncementFor(
  db: Db,
  personId: string,
  id: string,
): Promise<Announcement | null> {
  const announcement = await findAnnouncement(db, id);
  if (!announcement || announcement.senderId === personId) return announcement;
  if (announcement.status !== 'released') return null;
  const recipient = (await db('recipients')
    .where({ announcement_id: id, person_id: personId })
    .whereNull('left_at')
    .first()) as object | undefined;
  return recipient ? announcement : null;
}

type SentSearch = { status: 'draft' | 'released'; limit?: number; after?: string | undefined };

/** The sender's own, newest first, all unless limited; `after` is the id of the last one of the page before. */
export async function listSentBy(
  db: Db,
  personId: string,
  { status, limit, after }: SentSearch,
): Promise<Announcement[]> {
  const query = withText(db)
    .where({ sender_id: personId, status })
    .orderBy([
      { column: 'updated_at', order: 'desc' },
      { column: 'announcements.id', order: 'desc' },
    ]);
  if (limit !== undefined) void query.limit(limit);
  if (after !== undefined) {
    const last = await findAnnouncement(db, after);
    if (!last || last.senderId !== personId) return [];
    void query.whereRaw('(??, ??) < (?, ?)', ['updated_at', 'announcements.id', last.updatedAt, after]);
  }
  return ((await query) as Row[]).map(toAnnouncement);
}

/** Those that newcomers still get, and those in which one of these people has an obligation. */
export async function listAffectedBy(db: Db, personIds: string[], now: number): Promise<Announcement[]> {
  const concerned = whereIn(db('recipients').select('announcement_id'), 'person_id', personIds);
  const rows = (await withText(db)
    .where({ status: 'released' })
    .where(
      (query) =>
        void query
          .where('deadline_at', '>', now)
          .orWhere(
            (undated) =>
              void undated.whereNull('deadline_at').where('released_at', '>', now - openWithoutDeadlineMs),
          )
          .orWhereIn('announcements.id', concerned),
    )) as Row[];
  return rows.map(toAnnouncement);
}
