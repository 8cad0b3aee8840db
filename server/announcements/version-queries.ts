import type { Db } from '../platform/db/database.ts';
import { whereRows } from '../platform/db/dialect.ts';
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

type VersionHead = Pick<Version, 'version' | 'title' | 'contentHash'> & { announcementId: string };

/** Under which title each of these versions went, and the hash of its text; one that never was is left out. */
export async function listVersionHeads(
  db: Db,
  wanted: { announcementId: string; version: number }[],
): Promise<VersionHead[]> {
  const keys = wanted.map(({ announcementId, version }) => ({ announcement_id: announcementId, version }));
  const rows = (await whereRows(db('announcement_versions'), 'announcement_versions', keys).select(
    ...['announcement_id', 'version', 'title', 'content_hash'],
  )) as Pick<VersionRow, 'announcement_id' | 'version' | 'title' | 'content_hash'>[];
  return rows.map(({ announcement_id, content_hash, ...row }) => ({
    ...row,
    announcementId: announcement_id,
    contentHash: content_hash,
  }));
}

/** Under which title this version went. */
export async function findTitle(db: Db, announcementId: string, version: number): Promise<string | null> {
  const row = (await db('announcement_versions')
    .where({ announcement_id: announcementId, version })
    .first('title')) as { title: string } | undefined;
  return row?.title ?? null;
}
