import { isExpired, type Announcement } from '../announcements/announcement.ts';
import { Refusal } from '../platform/refusal.ts';
import { overridesQuiet, type HouseClock } from './plan/plan.ts';
import { quietEndsAt } from './plan/quiet-hours.ts';

/** Who was reminded so lately is reminded again only on a second word. */
const latelyMs = 10 * 60_000;

/** Reminds people of what they can still confirm: neither of a draft nor of what was withdrawn or no longer holds. */
export function checkCanRemind(announcement: Announcement, now: number): void {
  const { status, acknowledgement } = announcement;
  if (status === 'withdrawn') throw new Refusal('conflict', 'already-withdrawn');
  if (status !== 'released') throw new Refusal('conflict', 'not-released');
  if (acknowledgement === 'none') throw new Refusal('conflict', 'nothing-to-confirm');
  if (isExpired(announcement, now)) throw new Refusal('conflict', 'expired');
}

export const wasRemindedLately = (remindedAt: number | null, now: number): boolean =>
  remindedAt !== null && now - remindedAt < latelyMs;

export function checkNotRemindedLately(remindedAt: number | null, now: number): void {
  if (wasRemindedLately(remindedAt, now)) throw new Refusal('conflict', 'reminded-lately');
}

/** `reason`: why it shall disturb now, given with this reminder alone. */
type ByHand = { reason: string; now: number };

/**
 * Until when a reminder by hand waits, because the house is quiet; null: it goes out now. What is critical disturbs if
 * somebody says why: the announcement itself, or whoever reminds.
 */
export function waitsUntil(
  announcement: Announcement,
  { reason, now }: ByHand,
  { quietHours, timeZone }: HouseClock,
): number | null {
  const { priority } = announcement;
  if (overridesQuiet(announcement) || overridesQuiet({ priority, overrideReason: reason })) return null;
  return quietEndsAt(now, quietHours, timeZone);
}

/** Does this reminder, by a reason of its own, disturb in the quiet hours? */
export const disturbs = (
  announcement: Announcement,
  { reason, now }: ByHand,
  { quietHours, timeZone }: HouseClock,
): boolean =>
  reason !== '' && !overridesQuiet(announcement) && quietEndsAt(now, quietHours, timeZone) !== null;

/** A reason is for what is critical. `mayWait`: whoever reminds knows that it may wait until the quiet hours are over. */
export function checkQuiet(
  announcement: Announcement,
  { until, reason, mayWait }: { until: number | null; reason: string; mayWait: boolean },
): void {
  if (reason !== '' && announcement.priority !== 'critical')
    throw new Refusal('invalid', 'override-not-critical', { field: 'overrideReason' });
  if (until === null) return;
  if (isExpired(announcement, until)) throw new Refusal('conflict', 'expires-in-quiet-hours');
  if (!mayWait) throw new Refusal('conflict', 'reminder-would-wait');
}
