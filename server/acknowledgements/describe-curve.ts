import { isExpired, type Announcement } from '../announcements/announcement.ts';
import type { Zone } from '../platform/views/zoned-time.ts';
import type { House } from '../umlauf.ts';
import { bucketMs } from './count-store.ts';
import { drawCurve, placeOn, tabulateCurve } from './curve.ts';
import { fullStyle, momentLabel } from './curve-labels.ts';
import { listCurveTicks } from './curve-ticks.ts';
import { findAskedSince, findLastBucketAt, listCurveSteps, type Counts } from './progress-queries.ts';

const mostSteps = 96;
const mostRows = 24;
const leastSpanMs = 3600 * 1000;

/** Places are in per cent, from the left and from above; a label stands right of what it names where there is room. */
type Mark = { at: number; x: number; label: string };
type Given = { counts: Counts; remindedAt: number[]; zone: Zone };

/** The curve of the text that holds, from when it was first asked for, with everything that is written on it. */
export async function describeCurve(
  { db, clock }: Pick<House, 'db' | 'clock'>,
  announcement: Announcement,
  { counts, remindedAt, zone }: Given,
) {
  const { id, asksFromVersion, deadlineAt } = announcement;
  const now = clock.now();
  const [startsAt, lastBucketAt] = await Promise.all([
    findAskedSince(db, announcement),
    findLastBucketAt(db, id, asksFromVersion),
  ]);
  const reminders = remindedAt.filter((at) => at >= startsAt).sort((a, b) => a - b);
  const lastAt = Math.max(lastBucketAt === null ? 0 : lastBucketAt + bucketMs, reminders.at(-1) ?? 0);
  const goesOn =
    announcement.status === 'released' && counts.outstanding > 0 && !isExpired(announcement, now);
  const horizonAt = deadlineAt ?? (goesOn ? now : 0);
  const endsAt = Math.max(horizonAt, Math.min(lastAt, now), startsAt + leastSpanMs);
  const untilAt = Math.min(now, endsAt);
  const stepMs = Math.max(1, Math.ceil((endsAt - startsAt) / mostSteps / bucketMs)) * bucketMs;
  const steps = await listCurveSteps(db, id, { asksFromVersion, stepMs });
  const asked = counts.confirmed + counts.outstanding;
  const axis = { startsAt, endsAt, untilAt, asked, steps, stepMs };
  const { end, ...drawn } = drawCurve(axis);
  const full = fullStyle(endsAt - startsAt);
  const mark = (at: number): Mark => ({ at, x: placeOn(axis, at), label: momentLabel(at, full, zone) });
  const deadline = deadlineAt === null ? null : mark(deadlineAt);
  return {
    ...drawn,
    asked,
    confirmed: counts.confirmed,
    end: { ...end, isRight: end.x > 72, isLow: end.y > 88, isNow: untilAt === now },
    start: mark(startsAt),
    ticks: listCurveTicks(startsAt, endsAt, zone.timeZone).map(({ at, x, isDay, spare }) => ({
      ...{ x, spare },
      label: momentLabel(at, isDay ? 'day' : 'time', zone),
    })),
    deadline: deadline && { ...deadline, isRight: deadline.x > 30 },
    reminders: reminders.map((at) => ({ x: placeOn(axis, at) })),
    lastReminder: labelReminder(reminders.map(mark).at(-1), deadline),
    rows: tabulateCurve(axis, mostRows),
    restart: asksFromVersion === 1 ? null : { version: asksFromVersion, at: startsAt },
  };
}

/** Out of the way of the label of the deadline; and none where it would stand across its line. */
function labelReminder(reminder: Mark | undefined, deadline: Mark | null) {
  if (!reminder || (deadline && deadline.x <= reminder.x && reminder.x - deadline.x < 25)) return null;
  return { ...reminder, isRight: reminder.x > 25, isLow: deadline !== null && reminder.x > 55 };
}
