import { translate, type Language } from './languages.ts';

export interface Viewer {
  language: Language;
  timeZone: string;
  now: number;
}

type Zone = Omit<Viewer, 'now'>;
type Parts = Record<
  'weekday' | 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'timeZoneName',
  string
>;

const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE', nl: 'nl-NL' };
const formatters = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<Language, Intl.NumberFormat>();
const nbsp = '\u00a0';
const nearDays = new Map([
  [-1, 'yesterday'],
  [0, 'today'],
  [1, 'tomorrow'],
]);
const timeStyles: Record<Language, { figures: string; word: string }> = {
  en: { figures: ':', word: '' },
  de: { figures: ':', word: `${nbsp}Uhr` },
  nl: { figures: '.', word: `${nbsp}uur` },
};
const fields: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
};
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function when(ms: number, viewer: Viewer): string {
  const parts = partsOf(ms, viewer);
  const name = nearDays.get(daysBetween(viewer.now, ms, viewer));
  const time = timeText(parts, viewer.language);
  if (name) return translate(viewer.language, `dates:${name}`, { time });
  const date = dateText(parts, viewer.language, { year: parts.year !== partsOf(viewer.now, viewer).year });
  return translate(viewer.language, 'dates:at', { date, time });
}

export function dateTime(ms: number, zone: Zone): string {
  const parts = partsOf(ms, zone);
  const date = dateText(parts, zone.language, { year: true });
  return translate(zone.language, 'dates:at', { date, time: timeText(parts, zone.language) });
}

export function clock(ms: number, zone: Zone): string {
  const parts = partsOf(ms, zone);
  const date = dateText(parts, zone.language, { year: true });
  const text = translate(zone.language, 'dates:at', { date, time: clockText(parts, zone.language) });
  // In the hour that autumn repeats, the time alone would not prove which of the two was meant.
  return isRepeated(ms, zone) ? `${text} (${parts.timeZoneName})` : text;
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

function timeText(parts: Parts, language: Language): string {
  const { figures, word } = timeStyles[language];
  return [parts.hour, parts.minute].join(figures) + word;
}

function clockText(parts: Parts, language: Language): string {
  return [parts.hour, parts.minute, parts.second].join(timeStyles[language].figures);
}

function dateText(parts: Parts, language: Language, { year }: { year: boolean }): string {
  const bare = (name: string) => name.replace('.', '');
  const words =
    language === 'de'
      ? [`${bare(parts.weekday)}.`, `${parts.day}.`, parts.month]
      : [bare(parts.weekday), parts.day, bare(parts.month)];
  return [...words, ...(year ? [parts.year] : [])].join(nbsp);
}

function isRepeated(ms: number, zone: Zone): boolean {
  const wallTime = (at: number) => clockText(partsOf(at, zone), zone.language);
  return [ms - hour, ms + hour].some((other) => wallTime(other) === wallTime(ms));
}

function daysBetween(from: number, to: number, zone: Zone): number {
  return (calendarDay(to, zone) - calendarDay(from, zone)) / day;
}

// Counted in calendar days, because the days on which the clocks change last 23 or 25 hours.
function calendarDay(ms: number, { timeZone }: Zone): number {
  return Date.parse(formatter('day', timeZone).format(ms));
}

function partsOf(ms: number, { language, timeZone }: Zone): Parts {
  const parts = formatter(language, timeZone).formatToParts(ms);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value])) as Parts;
}

function formatter(style: Language | 'day', timeZone: string): Intl.DateTimeFormat {
  const key = `${style} ${timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made =
    style === 'day'
      ? new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone })
      : new Intl.DateTimeFormat(locales[style], { ...fields, timeZone });
  formatters.set(key, made);
  return made;
}
