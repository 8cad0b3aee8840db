import { locales, type Zone } from './zoned-time.ts';

export type Month = { name: string; year: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar month of an instant where it is read, and its name in the reader's language. */
export function monthOf(ms: number, { language, timeZone }: Zone): Month {
  const at = `${language} ${timeZone}`;
  const known = formats.get(at);
  const format =
    known ?? new Intl.DateTimeFormat(locales[language], { month: 'long', year: 'numeric', timeZone });
  if (!known) formats.set(at, format);
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { name: parts['month'] ?? '', year: Number(parts['year']) };
}
