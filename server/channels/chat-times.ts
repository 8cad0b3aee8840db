import { toLocalTime } from '../platform/local-time.ts';
import { when, type Viewer } from '../platform/views/dates.ts';
import { translate } from '../platform/views/languages.ts';
import { locales, minuteOf, type Zone } from '../platform/views/zoned-time.ts';

const dayMs = 24 * 3_600_000;
const nearDays = 6;

/** The time alone, in figures: beside a message the word for it would stand fifty times. */
export const figuresOf = (ms: number, zone: Zone): string => minuteOf(ms, zone).time.split('\u00a0')[0] ?? '';

/** The calendar day, on the clocks of the house. */
export const dayKeyOf = (ms: number, { timeZone }: Pick<Zone, 'timeZone'>): string =>
  toLocalTime(ms, timeZone).slice(0, 10);

/** "Heute", "Gestern", "Mittwoch, 19. November"; with the year where it is another one. */
export function dayTitle(ms: number, viewer: Viewer): string {
  const { language, timeZone, now } = viewer;
  const key = dayKeyOf(ms, viewer);
  if (key === dayKeyOf(now, viewer)) return translate(language, 'channels.today');
  if (key === dayKeyOf(now - dayMs, viewer)) return translate(language, 'channels.yesterday');
  const isThisYear = key.slice(0, 4) === dayKeyOf(now, viewer).slice(0, 4);
  return new Intl.DateTimeFormat(locales[language], {
    ...({ weekday: 'long', day: 'numeric', month: 'long', timeZone } as const),
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(ms);
}

/** In the list: "10:02" today, "gestern", "Di." within the week, else the date. */
export function shortWhen(ms: number, viewer: Viewer): string {
  const { language, timeZone, now } = viewer;
  const key = dayKeyOf(ms, viewer);
  if (key === dayKeyOf(now, viewer)) return figuresOf(ms, viewer);
  if (key === dayKeyOf(now - dayMs, viewer)) return translate(language, 'channels.yesterdayShort');
  if (now - ms > nearDays * dayMs) return minuteOf(ms, viewer).date.split('\u00a0').slice(1).join('\u00a0');
  const name = new Intl.DateTimeFormat(locales[language], { weekday: 'short', timeZone }).format(ms);
  return language === 'de' ? `${name}.` : name;
}

/** Since when there is something new: today the time says enough. */
export const newSince = (ms: number, viewer: Viewer): string =>
  dayKeyOf(ms, viewer) === dayKeyOf(viewer.now, viewer) ? minuteOf(ms, viewer).time : when(ms, viewer);
