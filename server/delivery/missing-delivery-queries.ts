import type { Db } from '../platform/db/database.ts';

export type MissingDelivery = {
  announcementId: string;
  personId: string;
  subscriptionId: string;
  deadlineAt: number | null;
};

const lookBackMs = 24 * 3_600_000;

/**
 * What a release should have put into the outbox and is not there: for each device that could take push at that
 * instant and whose owner was a recipient then, still is, and has not confirmed. Of the last day's releases that hold.
 */
export async function listMissingDeliveries(db: Db, now: number): Promise<MissingDelivery[]> {
  const row = db('deliveries')
    .whereRaw('deliveries.occasion_id = announcements.id')
    .whereRaw('deliveries.subscription_id = push_subscriptions.id')
    .select(db.raw('1'));
  return (await db('announcements')
    .join('recipients', 'recipients.announcement_id', 'announcements.id')
    .join('push_subscriptions', 'push_subscriptions.person_id', 'recipients.person_id')
    .where('announcements.status', 'released')
    .where('announcements.released_at', '>', now - lookBackMs)
    .where((holds) => void holds.whereNull('expires_at').orWhere('expires_at', '>', now))
    .where((due) => void due.whereNull('deadline_at').orWhere('deadline_at', '>', now))
    .whereNull('recipients.left_at')
    .whereNull('recipients.acknowledgement_id')
    .whereRaw('recipients.added_at <= announcements.released_at')
    .whereRaw('push_subscriptions.created_at <= announcements.released_at')
    .whereNotExists(row)
    .select('announcements.id as announcementId', 'recipients.person_id as personId')
    .select('push_subscriptions.id as subscriptionId')
    .select('deadline_at as deadlineAt')) as MissingDelivery[];
}
