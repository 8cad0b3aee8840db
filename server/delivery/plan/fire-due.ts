import { findAnnouncement } from '../../announcements/announcement-queries.ts';
import { lockSequence } from '../../platform/db/dialect.ts';
import { eachAlone } from '../../platform/each-alone.ts';
import { faultPoint } from '../../platform/fault-point.ts';
import type { House } from '../../umlauf.ts';
import { judgeDue } from './plan.ts';
import { isOvertaken, listDue, type PlannedNotice } from './plan-queries.ts';
import { postponePlanned, settlePlanned } from './plan-store.ts';
import { sendPlanned } from './send-planned.ts';

/** Sends what has fallen due; answers how many notices. Each is a transaction of its own, and happens once. */
export async function fireDue(house: House): Promise<number> {
  let sent = 0;
  await eachAlone(await listDue(house.db, house.clock.now()), async (planned) => {
    if (await fireOne(house, planned)) sent += 1;
  });
  return sent;
}

async function fireOne(house: House, planned: PlannedNotice): Promise<boolean> {
  const isSent = await house.transaction(async (tx) => {
    await lockSequence(tx, `announcement:${planned.announcementId}`);
    const announcement = await findAnnouncement(tx, planned.announcementId);
    if (!announcement) return false;
    const now = house.clock.now();
    const fate = judgeDue(planned, announcement, now, house.config);
    const isDropped = fate === 'drop' || (await isOvertaken(tx, planned, now));
    // Another process may have been quicker.
    if (!(await settlePlanned(tx, planned.id, isDropped || fate !== 'send' ? 'dropped' : 'sent', now)))
      return false;
    if (isDropped) return false;
    if (fate !== 'send') {
      await postponePlanned(tx, planned, fate.waitUntil);
      return false;
    }
    await sendPlanned(tx, house, planned, announcement, now);
    faultPoint('planned-half-written');
    return true;
  });
  if (isSent) faultPoint('planned-committed');
  return isSent;
}
