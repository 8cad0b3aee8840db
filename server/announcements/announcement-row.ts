import type { Audience } from './audience.ts';
import {
  formatNumber,
  type AcknowledgementKind,
  type Announcement,
  type Priority,
  type Status,
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
  version: number;
  deadline_at: number | null;
  released_at: number | null;
  created_at: number;
  updated_at: number;
};

export type VersionRow = {
  announcement_id: string;
  version: number;
  title: string;
  body: string;
  body_html: string;
  content_hash: string;
};

export const toAnnouncement = (row: AnnouncementRow & VersionRow): Announcement => ({
  id: row.id,
  number: formatNumber(row.number_year, row.number_serial),
  version: row.version,
  status: row.status,
  senderId: row.sender_id,
  priority: row.priority,
  acknowledgement: row.acknowledgement,
  audience: JSON.parse(row.audience) as Audience,
  deadlineAt: row.deadline_at,
  releasedAt: row.released_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  title: row.title,
  body: row.body,
  bodyHtml: row.body_html,
  contentHash: row.content_hash,
});
