import type { Db } from '../platform/db/database.ts';
import { isLanguage, type Language } from '../platform/views/languages.ts';
import type { Translation, VersionKind } from './announcement.ts';
import type { TranslationRow, VersionRow } from './announcement-row.ts';

/** One text as it stood: what a person read and confirmed. */
export type Version = {
  version: number;
  kind: VersionKind;
  note: string;
  title: string;
  body: string;
  bodyHtml: string;
  translations: Translation[];
  contentHash: string;
  createdAt: number;
};

const toVersion = (row: VersionRow, translations: TranslationRow[]): Version => ({
  version: row.version,
  kind: row.kind,
  note: row.note,
  title: row.title,
  body: row.body,
  bodyHtml: row.body_html,
  translations: translations
    .filter(({ version, language }) => version === row.version && isLanguage(language))
    .map(({ language, title, body }) => ({ language: language as Language, title, body })),
  contentHash: row.content_hash,
  createdAt: row.created_at,
});

/** All versions, the first one first. */
export async function listVersions(db: Db, announcementId: string): Promise<Version[]> {
  const where = { announcement_id: announcementId };
  const rows = (await db('announcement_versions').where(where).orderBy('version')) as VersionRow[];
  const translations = (await db('announcement_translations').where(where)) as TranslationRow[];
  return rows.map((row) => toVersion(row, translations));
}

/** The hash of the text of this version; null when there is no such version. */
export async function findContentHash(
  db: Db,
  announcementId: string,
  version: number,
): Promise<string | null> {
  const row = (await db('announcement_versions')
    .where({ announcement_id: announcementId, version })
    .first('content_hash')) as { content_hash: string } | undefined;
  return row?.content_hash ?? null;
}

/** Under which title this version went. */
export async function findTitle(db: Db, announcementId: string, version: number): Promise<string | null> {
  const row = (await db('announcement_versions')
    .where({ announcement_id: announcementId, version })
    .first('title')) as { title: string } | undefined;
  return row?.title ?? null;
}
