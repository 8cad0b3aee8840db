import { isExpired, type Announcement } from '../announcements/announcement.ts';
import { Refusal } from '../platform/refusal.ts';

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
