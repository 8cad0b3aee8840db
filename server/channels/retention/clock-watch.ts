/** Whether the clock by which messages are deleted has run on, or has jumped. */
export type ClockWatch = {
  /** When a process last looked. */
  lookedAt: number;
  /** Since when nothing is deleted, by the clock as it stands now, and until when it was trusted; null: it is trusted. */
  held: { since: number; trustedUntil: number } | null;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** So much the clocks of two processes differ, or are set back by those who keep them right. */
const slackMs = 5 * minuteMs;

const runsOn = (from: number, now: number, longestMs: number): boolean =>
  now >= from - slackMs && now <= from + longestMs;

/**
 * What a look at the clock means. More than a day after the last look, or before it, the clock is held to have jumped,
 * whether it did or the house was shut that long. It is trusted again when it is back where it was, or when it has run
 * on for a day without an hour in which nobody looked.
 */
export function lookAtClock(watch: ClockWatch | null, now: number): ClockWatch {
  const trusted = (lookedAt: number): ClockWatch => ({ lookedAt, held: null });
  if (!watch) return trusted(now);
  const { lookedAt, held } = watch;
  if (runsOn(held?.trustedUntil ?? lookedAt, now, dayMs))
    return trusted(held ? now : Math.max(lookedAt, now));
  if (!held) return { lookedAt: now, held: { since: now, trustedUntil: lookedAt } };
  if (!runsOn(lookedAt, now, hourMs)) return { lookedAt: now, held: { ...held, since: now } };
  return now - held.since >= dayMs ? trusted(now) : { lookedAt: Math.max(lookedAt, now), held };
}
