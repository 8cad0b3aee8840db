import { isLanguage, type Language } from '../platform/views/languages.ts';
import type { Audience } from './audience.ts';
import {
  formatNumber,
  type AcknowledgementKind,
  type Announcement,
  type Priority,
  type Status,
  type VersionKind,
} from './announcement.ts';

export type AnnouncementRow = {
  id: string;
  number_year: number;
  number_serial: number;
  sender_id: string;
  status: Status;
  priority: Priority;
  acknowledgement: AcknowledgementKind;
  audience: string;
  language: string | null;
  drill: boolean | number;
  version: number;
  asks_from_version: number;
  deadline_at: number | null;
  release_at: number | null;
  expires_at: number | null;
  reminders: string | null;
  override_reason: string;
  channel_id: string | null;
  released_at: number | null;
  submitted_at: number | null;
  held_at: number | null;
  withdrawn_at: number | null;
  withdrawal_reason: string | null;
  created_at: number;
  updated_at: number;
};

export type VersionRow = {
  announcement_id: string;
  version: number;
  kind: VersionKind;
  note: string;
  title: string;
  body: string;
  body_html: string;
  content_hash: string;
  search_text: string;
  created_at: number;
  author_id: string;
};

export type TranslationRow = {
  announcement_id: string;
  version: number;
  language: string;
  title: string;
  body: string;
  body_html: string;
};

/** The columns of both tables under names that do not collide. */
export type JoinedRow = AnnouncementRow &
  Pick<VersionRow, 'kind' | 'note' | 'title' | 'body' | 'body_html' | 'content_hash'> & {
    version_created_at: number;
  };

/** People of a directory may speak languages that the house does not; their texts count as English. */
export const languageOf = (given: string | null): Language => (isLanguage(given) ? given : 'en');

export const toAnnouncement = (row: JoinedRow, translations: TranslationRow[]): Announcement => ({
  id: row.id,
  number: formatNumber(row.number_year, row.number_serial),
  version: row.version,
  versionKind: row.kind,
  versionNote: row.note,
  versionCreatedAt: row.version_created_at,
  asksFromVersion: row.asks_from_version,
  status: row.status,
  senderId: row.sender_id,
  priority: row.priority,
  acknowledgement: row.acknowledgement,
  audience: JSON.parse(row.audience) as Audience,
  drill: Boolean(row.drill),
  deadlineAt: row.deadline_at,
  releaseAt: row.release_at,
  expiresAt: row.expires_at,
  reminders: row.reminders === null ? 'default' : (JSON.parse(row.reminders) as string[]),
  overrideReason: row.override_reason,
  channelId: row.channel_id,
  releasedAt: row.released_at,
  submittedAt: row.submitted_at,
  heldAt: row.held_at,
  withdrawnAt: row.withdrawn_at,
  withdrawalReason: row.withdrawal_reason,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  title: row.title,
  body: row.body,
  bodyHtml: row.body_html,
  language: languageOf(row.language),
  translations: translations.map(({ language, title, body }) => ({
    language: languageOf(language),
    title,
    body,
  })),
  translationsHtml: Object.fromEntries(translations.map(({ language, body_html }) => [language, body_html])),
  contentHash: row.content_hash,
});
