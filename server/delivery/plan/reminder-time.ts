import { toLocalTime } from '../../platform/local-time.ts';
import { dayAfter, instantOn } from './quiet-hours.ts';

/** `30m` or `24h` before the deadline, or `1d 08:00`: so many days before its day, at that time on the clocks of the house. */
export type ReminderTime = string;

export const mostReminders = 5;
const minuteMs = 60_000;
export const reminderTime = /^(?:[1-9]\d{0,3}[mh]|(?:0|[1-9]\d?)d (?:[01]\d|2[0-3]):[0-5]\d)$/;

/** What the writing form offers; by the interface any other may be given. */
export const offeredTimes: ReminderTime[] = [
  ...['7d 08:00', '3d 08:00', '1d 08:00', '0d 08:00'],
  ...['24h', '4h', '2h', '1h', '30m'],
];

/** Hours are hours, also on the day on which the clocks change; a time of day is what the clocks show. */
export function reminderDueAt(time: ReminderTime, deadlineAt: number, timeZone: string): number {
  const [, days, clock] = /^(\d+)d (\d\d:\d\d)$/.exec(time) ?? [];
  if (days !== undefined && clock !== undefined) {
    const day = toLocalTime(deadlineAt, timeZone).slice(0, 10);
    return instantOn(dayAfter(day, -Number(days)), clock, timeZone);
  }
  return deadlineAt - parseInt(time, 10) * (time.endsWith('h') ? 60 : 1) * minuteMs;
}
