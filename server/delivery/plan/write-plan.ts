import type { Announcement } from '../../announcements/announcement.ts';
import type { Transaction } from '../../platform/db/database.ts';
import type { House } from '../../umlauf.ts';
import { isLateTelling, planNotices } from './plan.ts';
import { isEscalated } from './plan-queries.ts';
import { deleteWaiting, insertPlanned } from './plan-store.ts';

/**
 * Stores what falls due for an announcement from now on, inside the transaction of its release or correction. What has
 * fallen due already does not do so again.
 */
export async function writePlan(
  tx: Transaction,
  { config }: Pick<House, 'config'>,
  announcement: Announcement,
  now: number,
): Promise<void> {
  const planned = planNotices(announcement, now, config);
  const isTold = await isEscalated(tx, announcement.id);
  await deleteWaiting(tx, announcement.id, ['reminder', 'escalation']);
  await insertPlanned(
    tx,
    announcement.id,
    planned.filter((one) =>
      one.kind === 'mail' ? config.mail !== null : !(isTold && isLateTelling(one, announcement, config)),
    ),
  );
}
