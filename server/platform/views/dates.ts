import { translate, type Language } from './languages.ts';
import { clockText, locales, minuteOf, type Zone } from './zoned-time.ts';

export interface Viewer {
  language: Language;
  timeZone: string;
  now: number;
}

const numbers = new Map<Language, Intl.NumberFormat>();
const nearDays = new Map([
  [-1, 'yesterday'],
  [0, 'today'],
  [1, 'tomorrow'],
]);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function when(ms: number, viewer: Viewer): string {
  const [at, now] = [minuteOf(ms, viewer), minuteOf(viewer.now, viewer)];
  const name = nearDays.get(at.calendarDay - now.calendarDay);
  if (name) return translate(viewer.language, `dates:${name}`, { time: at.time });
  const date = at.year === now.year ? at.date : at.dateWithYear;
  return translate(viewer.language, 'dates:at', { date, time: at.time });
}

export function dateTime(ms: number, zone: Zone): string {
  const { dateWithYear, time } = minuteOf(ms, zone);
  return translate(zone.language, 'dates:at', { date: dateWithYear, time });
}

export function clock(ms: number, zone: Zone): string {
  const { time, zoneName } = clockText(ms, zone);
  const text = translate(zone.language, 'dates:at', { date: minuteOf(ms, zone).dateWithYear, time });
  // In the hour that autumn repeats, the time alone would not prove which of the two was meant.
  return isRepeated(ms, zone) ? `${text} (${zoneName})` : text;
}

export function timeLeft(deadlineAt: number, { language, now }: Pick<Viewer, 'language' | 'now'>): string {
  const left = deadlineAt - now;
  const say = (key: string, params = {}) => translate(language, `dates:left.${key}`, params);
  if (left <= 0) return say('over');
  if (left < minute) return say('lessThanMinute');
  if (left >= 2 * day) return say('days', { count: Math.floor(left / day) });
  const hours = Math.floor(left / hour);
  const minutes = Math.floor((left % hour) / minute);
  if (hours === 0) return say('minutes', { minutes });
  return minutes === 0 ? say('wholeHours', { hours }) : say('hours', { hours, minutes });
}

export function formatNumber(value: number, language: Language): string {
  const format = numbers.get(language) ?? new Intl.NumberFormat(locales[language]);
  numbers.set(language, format);
  return format.format(value);
}

function isRepeated(ms: number, zone: Zone): boolean {
  const { time } = clockText(ms, zone);
  return [ms - hour, ms + hour].some((other) => clockText(other, zone).time === time);
}
