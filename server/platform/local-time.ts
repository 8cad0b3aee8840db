const minuteMs = 60_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let known = formatters.get(timeZone);
  if (!known) {
    const parts = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    } as const;
    known = new Intl.DateTimeFormat('sv-SE', { timeZone, ...parts });
    formatters.set(timeZone, known);
  }
  return known;
}

/** UTC milliseconds as `YYYY-MM-DDTHH:MM` on the clocks of the time zone (the value of a `datetime-local` field). */
export const toLocalTime = (ms: number, timeZone: string): string =>
  formatter(timeZone).format(ms).replace(' ', 'T');

/**
 * All instants at which the clocks of the time zone show `YYYY-MM-DDTHH:MM`, the earliest first: none when it is no time
 * or one that those clocks skip, two in an hour that comes twice.
 */
export function instantsOf(local: string, timeZone: string): number[] {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return [];
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return [];
  const furthestOffsetMinutes = 14 * 60;
  const candidates = [-furthestOffsetMinutes, furthestOffsetMinutes].map((aside) => {
    const near = asUtc + aside * minuteMs;
    const offset = Date.parse(`${toLocalTime(near, timeZone)}:00Z`) - near;
    return asUtc - offset;
  });
  return [...new Set(candidates)].sort((a, b) => a - b).filter((ms) => toLocalTime(ms, timeZone) === local);
}

/** The first of these instants, or null. */
export const fromLocalTime = (local: string, timeZone: string): number | null =>
  instantsOf(local, timeZone)[0] ?? null;
