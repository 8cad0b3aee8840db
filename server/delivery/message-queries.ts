import type { AcknowledgementKind, Priority } from '../announcements/announcement.ts';
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

export type Subject = { priority: Priority; acknowledgement: AcknowledgementKind; title: string };

/** What a delivery tells; null when there is nothing to tell this person any more: confirmed, or no recipient now. */
export async function findSubject(db: Db, announcementId: string, personId: string): Promise<Subject | null> {
  const row = (await db('announcements')
    .join('announcement_versions', (join) =>
      join
        .on('announcement_versions.announcement_id', 'announcements.id')
        .andOn('announcement_versions.version', 'announcements.version'),
    )
    .join('recipients', 'recipients.announcement_id', 'announcements.id')
    .leftJoin('acknowledgements', (join) =>
      join
        .on('acknowledgements.announcement_id', 'recipients.announcement_id')
        .andOn('acknowledgements.person_id', 'recipients.person_id'),
    )
    .where({
      'announcements.id': announcementId,
      'announcements.status': 'released',
      'recipients.person_id': personId,
    })
    .whereNull('recipients.left_at')
    .whereNull('acknowledgements.id')
    .select('announcements.priority', 'announcements.acknowledgement', 'announcement_versions.title')
    .first()) as Subject | undefined;
  return row ?? null;
}
