import type { Language } from './languages.ts';

export type Zone = { language: Language; timeZone: string };
type Parts = Record<
  'weekday' | 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'timeZoneName',
  string
>;
/** A minute as it is said, and the number of its calendar day where it is said. */
type Minute = Record<'year' | 'time' | 'date' | 'dateWithYear', string> & { calendarDay: number };

export const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE', nl: 'nl-NL' };
const formatters = new Map<string, Intl.DateTimeFormat>();
const saidMinutes = new Map<Language, Map<string, Map<number, Minute>>>();
const mostMinutes = 2000;
const nbsp = '\u00a0';
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
const day = 24 * 60 * minute;

/** Intl takes its time, and a page says many minutes, the same ones to many people: what was said once is kept. */
export function minuteOf(ms: number, { language, timeZone }: Zone): Minute {
  const minutes = minutesIn(language, timeZone);
  const startsAt = Math.floor(ms / minute) * minute;
  const known = minutes.get(startsAt);
  if (known) return known;
  const said = sayMinute(startsAt, { language, timeZone });
  if (minutes.size >= mostMinutes) minutes.clear();
  minutes.set(startsAt, said);
  return said;
}

function minutesIn(language: Language, timeZone: string): Map<number, Minute> {
  const zones = saidMinutes.get(language) ?? new Map<string, Map<number, Minute>>();
  const minutes = zones.get(timeZone) ?? new Map<number, Minute>();
  saidMinutes.set(language, zones);
  zones.set(timeZone, minutes);
  return minutes;
}

function sayMinute(startsAt: number, zone: Zone): Minute {
  const parts = partsOf(startsAt, zone);
  const { figures, word } = timeStyles[zone.language];
  return {
    year: parts.year,
    calendarDay: calendarDay(startsAt, zone),
    time: [parts.hour, parts.minute].join(figures) + word,
    date: dateText(parts, zone.language).join(nbsp),
    dateWithYear: [...dateText(parts, zone.language), parts.year].join(nbsp),
  };
}

// Counted in calendar days, because the days on which the clocks change last 23 or 25 hours.
function calendarDay(ms: number, { timeZone }: Zone): number {
  return Date.parse(formatter('day', timeZone).format(ms)) / day;
}

function dateText({ weekday, day, month }: Parts, language: Language): string[] {
  const bare = (name: string) => name.replace('.', '');
  if (language === 'de') return [`${bare(weekday)}.`, `${day}.`, month];
  return [bare(weekday), day, bare(month)];
}

/** With the seconds, which are said on receipts alone. */
export function clockText(ms: number, zone: Zone): { time: string; zoneName: string } {
  const { hour, minute, second, timeZoneName } = partsOf(ms, zone);
  return { time: [hour, minute, second].join(timeStyles[zone.language].figures), zoneName: timeZoneName };
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
