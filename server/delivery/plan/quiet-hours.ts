import { instantsOf, toLocalTime } from '../../platform/local-time.ts';

/** From one time of day to the next such, as `20:00` and `06:00`, on the clocks of the house; null: none. */
export type QuietHours = { from: string; to: string } | null;

const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;
/** So long before the quiet hours a reminder still comes that cannot wait for their end. */
const aheadMs = 5 * minuteMs;
const longestGapMs = 3 * 3_600_000;

/** `HH:MM-HH:MM` or `none`; undefined for anything else. */
export function parseQuietHours(given: string): QuietHours | undefined {
  if (given === 'none') return null;
  const time = '([01]\\d|2[0-3]):[0-5]\\d';
  if (!new RegExp(`^${time}-${time}$`).test(given)) return undefined;
  const [from, to] = [given.slice(0, 5), given.slice(6)];
  return from === to ? undefined : { from, to };
}

/** The calendar day so many days later, of `YYYY-MM-DD`. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** When the clocks show this time on this day: the first time of two, and of a time that they skip the end of the gap. */
export function instantOn(day: string, time: string, timeZone: string): number {
  for (let asideMs = 0; asideMs <= longestGapMs; asideMs += minuteMs) {
    const shown = new Date(Date.parse(`${day}T${time}:00Z`) + asideMs).toISOString().slice(0, 16);
    const [first] = instantsOf(shown, timeZone);
    if (first !== undefined) return first;
  }
  throw new Error(`${timeZone} has no ${time} on ${day}`);
}

/** The quiet hours around this instant, or null when it is none of them. */
function quietAround(at: number, hours: QuietHours, timeZone: string): { from: number; to: number } | null {
  if (!hours) return null;
  const today = toLocalTime(at, timeZone).slice(0, 10);
  for (const day of [dayAfter(today, -1), today]) {
    const from = instantOn(day, hours.from, timeZone);
    const to = instantOn(hours.from < hours.to ? day : dayAfter(day, 1), hours.to, timeZone);
    if (from <= at && at < to) return { from, to };
  }
  return null;
}

export const isQuiet = (at: number, hours: QuietHours, timeZone: string): boolean =>
  quietAround(at, hours, timeZone) !== null;

/**
 * When what is due at this instant may come: then; or when the quiet hours end; or, where the deadline would be over by
 * then, just before they begin.
 */
export function outsideQuiet(at: number, deadlineAt: number, hours: QuietHours, timeZone: string): number {
  const quiet = quietAround(at, hours, timeZone);
  if (!quiet) return at;
  return quiet.to < deadlineAt ? quiet.to : quiet.from - aheadMs;
}
