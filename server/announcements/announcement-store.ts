import type { Db, Transaction } from '../platform/db/database.ts';
import { fold } from '../platform/fold.ts';
import type { Announcement } from './announcement.ts';
import type { AnnouncementRow, TranslationRow, VersionRow } from './announcement-row.ts';

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

const searchText = ({ number, title, body, translations }: Announcement): string =>
  fold([number, title, body, ...translations.flatMap((text) => [text.title, text.body])].join(' '));

const versionRow = (announcement: Announcement): VersionRow => ({
  announcement_id: announcement.id,
  version: announcement.version,
  kind: announcement.versionKind,
  note: announcement.versionNote,
  title: announcement.title,
  body: announcement.body,
  body_html: announcement.bodyHtml,
  content_hash: announcement.contentHash,
  search_text: searchText(announcement),
  created_at: announcement.versionCreatedAt,
  author_id: announcement.senderId,
});

const translationRows = (announcement: Announcement): TranslationRow[] =>
  announcement.translations.map(({ language, title, body }) => ({
    announcement_id: announcement.id,
    version: announcement.version,
    ...{ language, title, body, body_html: announcement.translationsHtml[language] ?? '' },
  }));

const changeable = (announcement: Announcement): Partial<AnnouncementRow> => ({
  sender_id: announcement.senderId,
  status: announcement.status,
  priority: announcement.priority,
  acknowledgement: announcement.acknowledgement,
  audience: JSON.stringify(announcement.audience),
  language: announcement.language,
  drill: announcement.drill,
  version: announcement.version,
  asks_from_version: announcement.asksFromVersion,
  deadline_at: announcement.deadlineAt,
  release_at: announcement.releaseAt,
  expires_at: announcement.expiresAt,
  reminders: announcement.reminders === 'default' ? null : JSON.stringify(announcement.reminders),
  override_reason: announcement.overrideReason,
  channel_id: announcement.channelId,
  released_at: announcement.releasedAt,
  submitted_at: announcement.submittedAt,
  held_at: announcement.heldAt,
  withdrawn_at: announcement.withdrawnAt,
  withdrawal_reason: announcement.withdrawalReason,
  updated_at: announcement.updatedAt,
});

export async function insertAnnouncement(db: Db, announcement: Announcement): Promise<void> {
  const [year, serial] = announcement.number.split('-').map(Number);
  await db('announcements').insert({
    ...changeable(announcement),
    id: announcement.id,
    number_year: year,
    number_serial: serial,
    created_at: announcement.createdAt,
  });
  await insertVersion(db, announcement);
}

/** The text of a version that has been released stays as it was: a correction is another version. */
export async function insertVersion(db: Db, announcement: Announcement): Promise<void> {
  await db('announcement_versions').insert(versionRow(announcement));
  const rows = translationRows(announcement);
  if (rows.length > 0) await db('announcement_translations').insert(rows);
}

/** State, times and audience; the text stays. */
export async function updateAnnouncement(db: Db, announcement: Announcement): Promise<void> {
  await db('announcements').where({ id: announcement.id }).update(changeable(announcement));
}

export async function rewriteDraft(db: Db, announcement: Announcement): Promise<void> {
  const { id, version } = announcement;
  await updateAnnouncement(db, announcement);
  await db('announcement_translations').where({ announcement_id: id, version }).delete();
  await db('announcement_versions').where({ announcement_id: id, version }).delete();
  await insertVersion(db, announcement);
}

export async function deleteAnnouncement(db: Db, id: string): Promise<void> {
  for (const table of ['approval_decisions', 'announcement_translations', 'announcement_versions'])
    await db(table).where({ announcement_id: id }).delete();
  await db('announcements').where({ id }).delete();
}
