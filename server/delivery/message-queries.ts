import type { AcknowledgementKind, Priority, Status } from '../announcements/announcement.ts';
import type { DeliveryKind } from './delivery.ts';
import { withText } from '../announcements/announcement-queries.ts';
import type { Db } from '../platform/db/database.ts';

type Address = { endpoint: string; p256dh: string; auth: string; language: string };

/** Where a delivery goes, in which language; null when the device is gone. */
export async function findAddress(db: Db, subscriptionId: string): Promise<Address | null> {
  const row = (await db('push_subscriptions')
    .join('people', 'people.id', 'push_subscriptions.person_id')
    .leftJoin('preferences', 'preferences.person_id', 'people.id')
    .where('push_subscriptions.id', subscriptionId)
    .whereNull('people.left_at')
    .select('endpoint', 'p256dh', 'auth', 'people.language', 'preferences.language as preferred')
    .first()) as (Address & { preferred: string | null }) | undefined;
  if (!row) return null;
  const { preferred, ...address } = row;
  return { ...address, language: preferred ?? address.language };
}

export type Subject = {
  priority: Priority;
  acknowledgement: AcknowledgementKind;
  title: string;
  status: Status;
  drill: boolean;
};

type SubjectRow = Omit<Subject, 'drill'> & {
  drill: boolean | number;
  expires_at: number | null;
  acknowledgement_id: string | null;
};

/** `language`: that of the person who is told. */
type Told = {
  kind: DeliveryKind;
  announcementId: string;
  personId: string;
  language: string;
  now: number;
};

/**
 * What a delivery tells; null when there is nothing to tell this person any more: confirmed, expired, or no recipient
 * now. Of a withdrawal everybody is told who was a recipient, of the rest only those whom it still concerns.
 */
export async function findSubject(db: Db, told: Told): Promise<Subject | null> {
  const { announcementId, personId, kind, language, now } = told;
  const row = (await withText(db)
    .join('recipients', 'recipients.announcement_id', 'announcements.id')
    .leftJoin('announcement_translations as translated', (join) =>
      join
        .on('translated.announcement_id', 'announcements.id')
        .andOn('translated.version', 'announcements.version')
        .andOnVal('translated.language', language),
    )
    .where({ 'announcements.id': announcementId, 'recipients.person_id': personId })
    .whereNull('recipients.left_at')
    .select('priority', 'acknowledgement', 'status', 'drill', 'expires_at', 'acknowledgement_id')
    .select(db.raw('coalesce(translated.title, announcement_versions.title) as title'))
    .first()) as SubjectRow | undefined;
  if (!row) return null;
  const { priority, acknowledgement, status, title } = row;
  const subject = { priority, acknowledgement, status, title, drill: Boolean(row.drill) };
  if (status === 'withdrawn') return kind === 'correction' ? subject : null;
  const isOver = row.acknowledgement_id !== null || (row.expires_at !== null && row.expires_at <= now);
  return isOver || status !== 'released' ? null : subject;
}
