import type { Announcement } from './announcement.ts';
import { canRecall, recallWindowMs } from './lifecycle.ts';

/** What `shared/recall` shows: the button that takes it back, and for how long; null once a reason is asked for. */
export function offerRecall(
  announcement: Announcement,
  now: number,
): { announcementId: string; endsInMs: number } | null {
  const { id, releasedAt } = announcement;
  if (releasedAt === null || !canRecall(announcement, now)) return null;
  return { announcementId: id, endsInMs: releasedAt + recallWindowMs - now };
}
