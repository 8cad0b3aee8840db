import type { Db } from '../../platform/db/database.ts';
import type { DeliveryState } from '../delivery.ts';

export type UnmeasuredRelease = {
  announcementId: string;
  releasedAt: number;
  releaseAt: number | null;
  approvedAt: number | null;
  isMeasured: boolean;
  isWaiting: boolean;
};

type UnmeasuredRow = Omit<UnmeasuredRelease, 'isMeasured' | 'isWaiting'> & {
  measuredAt: number | null;
  isWaiting: number | boolean;
};

/** Releases after this time that a push service has accepted something of, and whose skew is not measured for good. */
export async function listUnmeasured(db: Db, after: number): Promise<UnmeasuredRelease[]> {
  const pushes = (...states: DeliveryState[]) =>
    db('deliveries')
      .whereRaw('deliveries.announcement_id = announcements.id')
      .whereRaw('deliveries.occasion_id = announcements.id')
      .where({ transport: 'push' })
      .whereIn('state', states)
      .select(db.raw('1'));
  const approved = db('approval_decisions')
    .whereRaw('approval_decisions.announcement_id = announcements.id')
    .where({ decision: 'approve' })
    .max('at');
  const rows = (await db('announcements')
    .leftJoin('release_skews', 'release_skews.announcement_id', 'announcements.id')
    .where('released_at', '>', after)
    .where((open) => void open.whereNull('measured_at').orWhere('waiting', '>', 0))
    .whereExists(pushes('accepted'))
    .select('announcements.id as announcementId', 'released_at as releasedAt', 'release_at as releaseAt')
    .select('measured_at as measuredAt', approved.as('approvedAt'))
    .select(db.raw('exists ? as ??', [pushes('queued', 'sending'), 'isWaiting']))) as UnmeasuredRow[];
  return rows.map(({ measuredAt, isWaiting, ...release }) => ({
    ...release,
    isMeasured: measuredAt !== null,
    isWaiting: Boolean(isWaiting),
  }));
}

type ReleasePush = {
  state: 'queued' | 'sending' | 'accepted';
  personId: string;
  teamId: string | null;
  settledAt: number | null;
  /** When the device was last heard from; null when it takes no push any more. */
  heardAt: number | null;
};

/** What push services have accepted of a release, and what they are still asked: not what came later for those who joined. */
export async function listReleasePushes(
  db: Db,
  { announcementId, releasedAt }: Pick<UnmeasuredRelease, 'announcementId' | 'releasedAt'>,
): Promise<ReleasePush[]> {
  return (await db('deliveries')
    .join('recipients', (join) =>
      join
        .on('recipients.announcement_id', 'deliveries.announcement_id')
        .andOn('recipients.person_id', 'deliveries.person_id'),
    )
    .leftJoin('push_subscriptions', 'push_subscriptions.id', 'deliveries.subscription_id')
    .where({ 'deliveries.announcement_id': announcementId, 'deliveries.occasion_id': announcementId })
    .where({ 'deliveries.transport': 'push' })
    .whereIn('deliveries.state', ['queued', 'sending', 'accepted'])
    .where('recipients.added_at', '<=', releasedAt)
    .select('deliveries.state', 'deliveries.person_id as personId', 'deliveries.settled_at as settledAt')
    .select('recipients.team_id as teamId', 'push_subscriptions.last_seen_at as heardAt')) as ReleasePush[];
}
