import type { Db, Transaction } from '../platform/db/database.ts';
import { shareRows, whereIn } from '../platform/db/dialect.ts';
import { openWithoutDeadlineMs, type Announcement } from './announcement.ts';
import { toAnnouncement, type JoinedRow, type TranslationRow } from './announcement-row.ts';

/** Each announcement with the version that holds: the one place where the two are joined. */
export const withText = (db: Db) =>
  db('announcements').join('announcement_versions', (join) =>
    join
      .on('announcement_versions.announcement_id', 'announcements.id')
      .andOn('announcement_versions.version', 'announcements.version'),
  );

export const whole = (db: Db) =>
  withText(db).select(
    'announcements.*',
    ...['kind', 'note', 'title', 'body', 'body_html', 'content_hash'].map(
      (c) => `announcement_versions.${c}`,
    ),
    'announcement_versions.created_at as version_created_at',
  );

export async function toAnnouncements(db: Db, rows: JoinedRow[]): Promise<Announcement[]> {
  const ids = rows.map(({ id }) => id);
  const translations = (
    ids.length === 0
      ? []
      : await whereIn(
          db('announcement_translations').orderBy('language'),
          'announcement_translations.announcement_id',
          ids,
        )
  ) as TranslationRow[];
  return rows.map((row) =>
    toAnnouncement(
      row,
      translations.filter((text) => text.announcement_id === row.id && text.version === row.version),
    ),
  );
}

export async function findAnnouncement(db: Db, id: string): Promise<Announcement | null> {
  const rows = (await whole(db).where('announcements.id', id)) as JoinedRow[];
  return (await toAnnouncements(db, rows))[0] ?? null;
}

export async function listAnnouncements(db: Db, ids: string[]): Promise<Announcement[]> {
  return toAnnouncements(db, (await whereIn(whole(db), 'announcements.id', ids)) as JoinedRow[]);
}

/** What this person may see: own ones, and released or withdrawn ones while being a recipient. */
export async function findAnnouncementFor(
  db: Db,
  personId: string,
  id: string,
): Promise<Announcement | null> {
  const announcement = await findAnnouncement(db, id);
  if (!announcement || announcement.senderId === personId) return announcement;
  if (announcement.status !== 'released' && announcement.status !== 'withdrawn') return null;
  const recipient = (await db('recipients')
    .where({ announcement_id: id, person_id: personId })
    .whereNull('left_at')
    .first()) as object | undefined;
  return recipient ? announcement : null;
}

/** No correction and no withdrawal comes between what this transaction reads of them and its end. */
export async function holdStill(tx: Transaction, ids: string[]): Promise<void> {
  await shareRows(tx, whereIn(tx('announcements'), 'id', ids).orderBy('id').select('id'));
}

/** Scheduled ones whose time has come, the earliest first. */
export async function listDueIds(db: Db, now: number): Promise<string[]> {
  const rows = (await db('announcements')
    .where({ status: 'scheduled' })
    .whereNull('held_at')
    .where('release_at', '<=', now)
    .orderBy('release_at')
    .select('id')) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** What would be nobody's when this person goes: all that is not withdrawn or held already. */
export async function listToHold(db: Db, senderId: string): Promise<Announcement[]> {
  const rows = whole(db)
    .where({ sender_id: senderId })
    .whereNot({ status: 'withdrawn' })
    .whereNull('held_at');
  return toAnnouncements(db, (await rows) as JoinedRow[]);
}

/** Those that newcomers still get, and those, withdrawn or not, in which one of these people has an obligation. */
export async function listAffectedBy(db: Db, personIds: string[], now: number): Promise<Announcement[]> {
  const concerned = whereIn(db('recipients').select('announcement_id'), 'person_id', personIds);
  const rows = (await whole(db)
    .whereIn('status', ['released', 'withdrawn'])
    .where(
      (query) =>
        void query
          .where('deadline_at', '>', now)
          .orWhere(
            (undated) =>
              void undated.whereNull('deadline_at').where('released_at', '>', now - openWithoutDeadlineMs),
          )
          .orWhereIn('announcements.id', concerned),
    )) as JoinedRow[];
  return toAnnouncements(db, rows);
}
