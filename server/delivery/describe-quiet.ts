import type { Announcement } from '../announcements/announcement.ts';
import { findOverrideUse } from '../announcements/override-queries.ts';
import type { House } from '../umlauf.ts';
import { isReminderPlannedAt } from './plan/plan-queries.ts';
import { quietEndsAt } from './plan/quiet-hours.ts';
import { listAwaitingReminder } from './reminder-queries.ts';
import { waitsUntil } from './reminder.ts';

/** What the quiet hours make of a reminder by hand, before it is sent. */
type Quiet = {
  until: number;
  /** It goes out now, because the announcement itself says why it may disturb. */
  overrides: boolean;
  /** How many of those meant are reminded then anyway. */
  waiting: number;
  /** It would go out now with a reason: how many such the sender has had this month, with this one, and how many he may. */
  offer: { used: number; budget: number } | null;
  /** No reason helps any more this month. */
  isOverBudget: boolean;
};

/** null: it is not quiet. */
export async function describeQuiet(
  { db, clock, config }: Pick<House, 'db' | 'clock' | 'config'>,
  announcement: Announcement,
  meant: string[],
  now: number,
): Promise<Quiet | null> {
  const until = quietEndsAt(now, config.quietHours, config.timeZone);
  if (until === null) return null;
  const overrides = waitsUntil(announcement, { reason: '', now }, config) === null;
  const awaiting = new Set(await listAwaitingReminder(db, announcement.id, now));
  const isPlanned = await isReminderPlannedAt(db, announcement.id, until);
  const use = await findOverrideUse(db, { clock, config }, { ...announcement, overrideReason: '-' });
  const isOverBudget = use?.isOver ?? false;
  return {
    ...{ until, overrides, isOverBudget: isOverBudget && !overrides },
    waiting: isPlanned ? meant.length : meant.filter((person) => awaiting.has(person)).length,
    offer: use && !isOverBudget && !overrides ? { used: use.used + 1, budget: use.budget } : null,
  };
}
