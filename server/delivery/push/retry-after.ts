/** Seconds or an HTTP date (RFC 9110 section 10.2.3), in milliseconds; a date is read against the service's own clock. */
export function readRetryAfter(value: string | undefined, serviceDate: string | undefined): number | null {
  if (value === undefined) return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  if (!value.endsWith(' GMT')) return null;
  const pauseMs = Date.parse(value) - Date.parse(serviceDate ?? '');
  return Number.isNaN(pauseMs) ? null : Math.max(0, pauseMs);
}
