import { createObligations } from '../acknowledgements/create-obligations.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { queueDeliveries } from '../delivery/queue-deliveries.ts';
import { overridesQuiet } from '../delivery/plan/plan.ts';
import { writePlan } from '../delivery/plan/write-plan.ts';
import type { Transaction } from '../platform/db/database.ts';
import { faultPoint } from '../platform/fault-point.ts';
import type { House } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { updateAnnouncement } from './announcement-store.ts';
import type { Addressee } from './audience.ts';

const overrideOf = (announcement: Announcement): { override?: string } =>
  overridesQuiet(announcement) ? { override: announcement.overrideReason } : {};

/**
 * Writes a released announcement and all that a release means, inside the transaction of whoever released it: the
 * sender, the second person, or the clock (`actorId` null).
 */
export async function publishAnnouncement(
  tx: Transaction,
  house: Pick<House, 'changes' | 'config'>,
  announcement: Announcement,
  addressees: Addressee[],
  actorId: string | null,
): Promise<void> {
  const { id, version, contentHash, drill } = announcement;
  const now = announcement.updatedAt;
  await updateAnnouncement(tx, announcement);
  await createObligations(tx, id, addressees, now);
  await queueDeliveries(tx, house, {
    kind: 'announcement',
    occasionId: id,
    announcement,
    to: 'recipients',
    now,
  });
  await writePlan(tx, house, announcement, now);
  await house.changes.append(tx, 'announcement:released', { announcementId: id });
  await recordAudit(tx, {
    at: now,
    actorId,
    action: 'announcement:released',
    subject: id,
    details: {
      version,
      contentHash,
      recipients: addressees.length,
      ...(drill ? { drill } : {}),
      ...overrideOf(announcement),
    },
  });
  faultPoint('release-written');
}
