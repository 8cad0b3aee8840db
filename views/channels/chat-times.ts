const locales: Record<string, string> = { en: 'en-GB', de: 'de-DE', nl: 'nl-NL' };
const words: Record<string, string> = { de: '\u00a0Uhr', nl: '\u00a0uur' };
const { lang } = document.documentElement;
const locale = locales[lang] ?? 'en-GB';
const timeZone = document.querySelector<HTMLElement>('[data-time-zone]')?.dataset['timeZone'];
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone,
});
const calendar = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone });
const dayMs = 24 * 3600 * 1000;

/** On the clocks of the house, as the page itself says it. */
export const figuresOf = (ms: number): string => clock.format(ms).replace(':', lang === 'nl' ? '.' : ':');

export const timeOf = (ms: number): string => figuresOf(ms) + (words[lang] ?? '');

export const dayKey = (ms: number): string => calendar.format(ms);

export function dayTitle(ms: number, { today, yesterday }: { today: string; yesterday: string }): string {
  if (dayKey(ms) === dayKey(Date.now())) return today;
  if (dayKey(ms) === dayKey(Date.now() - dayMs)) return yesterday;
  const isThisYear = dayKey(ms).slice(0, 4) === dayKey(Date.now()).slice(0, 4);
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  const format = { weekday: 'long', day: 'numeric', month: 'long', timeZone, ...year } as const;
  return new Intl.DateTimeFormat(locale, format).format(ms);
}
