import { overridesQuiet } from '../delivery/plan/plan.ts';
import { instantOn } from '../delivery/plan/quiet-hours.ts';
import type { Db } from '../platform/db/database.ts';
import { toLocalTime } from '../platform/local-time.ts';
import type { House } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';

/** Of the sender's announcements that may remind in the quiet hours, those of this month, this one left out. */
async function countOverrides(db: Db, { id, senderId }: Announcement, since: number): Promise<number> {
  const row = (await db('announcements')
    .where({ sender_id: senderId, priority: 'critical' })
    .whereNot({ id })
    .whereNot({ override_reason: '' })
    .where(
      (counted) =>
        void counted
          .where('released_at', '>=', since)
          .orWhereIn('status', ['scheduled', 'awaiting-approval']),
    )
    .count({ count: '*' })
    .first()) as { count: number };
  return row.count;
}

export type OverrideUse = { used: number; budget: number; isOver: boolean };

/** How much of the month's budget its sender has used; null for what disturbs nobody in the quiet hours. */
export async function findOverrideUse(
  db: Db,
  { clock, config }: Pick<House, 'clock' | 'config'>,
  announcement: Announcement,
): Promise<OverrideUse | null> {
  if (!overridesQuiet(announcement) || config.quietHours === null) return null;
  const month = toLocalTime(clock.now(), config.timeZone).slice(0, 7);
  const used = await countOverrides(db, announcement, instantOn(`${month}-01`, '00:00', config.timeZone));
  const budget = config.criticalBudget;
  return { used, budget, isOver: used >= budget };
}
