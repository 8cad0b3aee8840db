import type { House } from '../umlauf.ts';
import { deliveryExpiresAt } from './delivery.ts';
import { insertDeliveries } from './delivery-store.ts';
import { listMissingDeliveries, type MissingDelivery } from './missing-delivery-queries.ts';

/** Puts into the outbox what should be there and is not, and says so; a device never gets two for one release. Answers how many. */
export async function reconcileDeliveries(house: House): Promise<number> {
  const now = house.clock.now();
  const missing = await listMissingDeliveries(house.db, now);
  let inserted = 0;
  for (const [announcementId, those] of byAnnouncement(missing)) {
    const [{ deadlineAt } = { deadlineAt: null }] = those;
    const count = await house.transaction((tx) =>
      insertDeliveries(tx, {
        ...{ kind: 'announcement', occasionId: announcementId, announcementId, now },
        to: those.map(({ personId }) => personId),
        subscriptionIds: those.map(({ subscriptionId }) => subscriptionId),
        expiresAt: deliveryExpiresAt('announcement', deadlineAt, now),
      }),
    );
    inserted += count;
    if (count > 0)
      house.log.warn(
        { announcementId, deliveries: count },
        'deliveries of a release were missing; they are queued now',
      );
  }
  return inserted;
}

function byAnnouncement(missing: MissingDelivery[]): Map<string, MissingDelivery[]> {
  const found = new Map<string, MissingDelivery[]>();
  for (const one of missing) {
    const those = found.get(one.announcementId) ?? [];
    those.push(one);
    found.set(one.announcementId, those);
  }
  return found;
}
