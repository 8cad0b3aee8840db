import { locales, type Zone } from '../platform/views/zoned-time.ts';

type Style = 'time' | 'weekday' | 'day' | 'date';

const formatters = new Map<string, Intl.DateTimeFormat>();
const time = { hour: '2-digit', minute: '2-digit' } as const;
const day = { day: 'numeric', month: 'short' } as const;
const styles: Record<Style, Intl.DateTimeFormatOptions> = {
  time,
  weekday: { weekday: 'short', ...time },
  day,
  date: { ...day, ...time },
};
const furthestByWeekdayMs = 6 * 24 * 3600 * 1000;

/** A moment in as few signs as a chart has room for. */
export function momentLabel(at: number, style: Style, { language, timeZone }: Zone): string {
  const key = `${style} ${language} ${timeZone}`;
  const known = formatters.get(key);
  const formatter = known ?? new Intl.DateTimeFormat(locales[language], { timeZone, ...styles[style] });
  if (!known) formatters.set(key, formatter);
  return formatter.format(at).replaceAll(' ', '\u00a0');
}

/** Within a week the day of the week says enough. */
export const fullStyle = (spanMs: number): Style => (spanMs <= furthestByWeekdayMs ? 'weekday' : 'date');
