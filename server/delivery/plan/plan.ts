import { isExpired, type Announcement, type Priority } from '../../announcements/announcement.ts';
import type { MailedTo } from '../delivery.ts';
import { isQuiet, outsideQuiet, type QuietHours } from './quiet-hours.ts';
import { reminderDueAt, type ReminderTime } from './reminder-time.ts';

export type PlannedKind = 'mail' | 'reminder' | 'escalation';
export type Planned = { kind: PlannedKind; dueAt: number };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type Plan = {
  /** So long after the release, those outstanding get a mail about whose devices no push service has said yes. */
  mailAfterMs: number;
  reminders: ReminderTime[];
  /** Whom a reminder is mailed, besides its push. */
  remindByMail: MailedTo;
  /** So long before the deadline the owners of the teams are told who is outstanding; null: never. */
  escalateBeforeMs: number | null;
};

/** What happens by which road and when, unless the sender says otherwise. The push at the release is in no plan: it never waits. */
export const plans: Record<Priority, Plan> = {
  normal: {
    ...{ mailAfterMs: 4 * hourMs, reminders: ['1d 08:00'], remindByMail: 'unreached' },
    escalateBeforeMs: null,
  },
  important: {
    ...{ mailAfterMs: hourMs, reminders: ['24h', '2h'], remindByMail: 'all' },
    escalateBeforeMs: 0,
  },
  critical: {
    ...{ mailAfterMs: 5 * minuteMs, reminders: ['4h', '1h'], remindByMail: 'all' },
    escalateBeforeMs: 30 * minuteMs,
  },
};

export type HouseClock = { quietHours: QuietHours; timeZone: string };

/** A critical announcement may disturb in the quiet hours if its sender has said why. */
export const overridesQuiet = ({
  priority,
  overrideReason,
}: Pick<Announcement, 'priority' | 'overrideReason'>): boolean =>
  priority === 'critical' && overrideReason.trim() !== '';

const quietFor = (announcement: Announcement, { quietHours }: HouseClock): QuietHours =>
  overridesQuiet(announcement) ? null : quietHours;

/** What falls due from now on until the deadline, the earliest first. */
export function planNotices(announcement: Announcement, now: number, house: HouseClock): Planned[] {
  const { priority, releasedAt } = announcement;
  const mailAt = releasedAt === null ? null : releasedAt + plans[priority].mailAfterMs;
  const planned: Planned[] = [
    ...(mailAt === null ? [] : [{ kind: 'mail' as const, dueAt: mailAt }]),
    ...planToDeadline(announcement, now, house),
  ];
  return planned.filter(({ dueAt }) => dueAt > now).sort((a, b) => a.dueAt - b.dueAt);
}

/** What is due until the deadline where there are no quiet hours. */
function ownTimes(announcement: Announcement, { timeZone }: HouseClock): Planned[] {
  const { priority, deadlineAt, acknowledgement, reminders } = announcement;
  if (acknowledgement === 'none' || deadlineAt === null) return [];
  const { escalateBeforeMs, reminders: byDefault } = plans[priority];
  const dueTimes = (reminders === 'default' ? byDefault : reminders)
    .map((time) => reminderDueAt(time, deadlineAt, timeZone))
    .filter((at) => at < deadlineAt);
  return [
    ...dueTimes.map((dueAt) => ({ kind: 'reminder' as const, dueAt })),
    ...(escalateBeforeMs === null
      ? []
      : [{ kind: 'escalation' as const, dueAt: deadlineAt - escalateBeforeMs }]),
  ];
}

/** Who is outstanding the owners of the teams are told late rather than never. */
const tellingEndsAt = Infinity;

const isSame = (one: Planned, other: Planned): boolean =>
  one.kind === other.kind && one.dueAt === other.dueAt;

/** Does it come at another time than its own, for the sake of the quiet hours? */
export const isMoved = (planned: Planned, announcement: Announcement, house: HouseClock): boolean =>
  planned.kind !== 'mail' && !ownTimes(announcement, house).some((own) => isSame(own, planned));

/** Is it about those outstanding, for the owners of their teams, and only after the night in which the deadline was? */
export const isLateTelling = (planned: Planned, announcement: Announcement, house: HouseClock): boolean =>
  planned.kind === 'escalation' &&
  planned.dueAt >= (announcement.deadlineAt ?? tellingEndsAt) &&
  isMoved(planned, announcement, house);

function planToDeadline(announcement: Announcement, now: number, house: HouseClock): Planned[] {
  const { deadlineAt } = announcement;
  if (deadlineAt === null) return [];
  const quiet = quietFor(announcement, house);
  const planned = ownTimes(announcement, house).map(({ kind, dueAt }) => {
    const inTime = outsideQuiet(dueAt, deadlineAt, quiet, house.timeZone);
    const isMissed = kind === 'escalation' && inTime <= now;
    return { kind, dueAt: isMissed ? outsideQuiet(dueAt, tellingEndsAt, quiet, house.timeZone) : inTime };
  });
  return planned.filter((one, at) => planned.findIndex((other) => isSame(one, other)) === at);
}

const inTimeMs = minuteMs;

/**
 * What becomes of a notice that is due: it is sent, or dropped, or, when the house was shut over its time and opens in
 * the quiet hours, or when these were set after it was planned, waits for their end.
 */
export function judgeDue(
  { kind, dueAt }: Planned,
  announcement: Announcement,
  now: number,
  house: HouseClock,
): 'send' | 'drop' | { waitUntil: number } {
  const { status, acknowledgement, deadlineAt } = announcement;
  if (status !== 'released' || isExpired(announcement, now)) return 'drop';
  if (kind === 'mail') return 'send';
  if (acknowledgement === 'none' || deadlineAt === null) return 'drop';
  const endsAt = kind === 'escalation' ? tellingEndsAt : deadlineAt;
  if (now >= endsAt) return 'drop';
  const quiet = quietFor(announcement, house);
  const isInTime = now <= dueAt + inTimeMs && !isQuiet(dueAt, quiet, house.timeZone);
  if (isInTime || !isQuiet(now, quiet, house.timeZone)) return 'send';
  const waitUntil = outsideQuiet(now, endsAt, quiet, house.timeZone);
  return waitUntil > now ? { waitUntil } : 'drop';
}
