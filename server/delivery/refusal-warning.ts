import type { House } from '../umlauf.ts';

export type RefusalWarning = (endpoint: string, status: number) => void;

const hourMs = 3_600_000;

/** Says that a push service will not take what we send: once an hour for each host, and never for which device. */
export function createRefusalWarning({ clock, log }: Pick<House, 'clock' | 'log'>): RefusalWarning {
  const warnedAt = new Map<string, number>();
  return (endpoint, status) => {
    const now = clock.now();
    for (const [host, at] of warnedAt) if (now - at >= hourMs) warnedAt.delete(host);
    const { host } = new URL(endpoint);
    if (warnedAt.has(host)) return;
    warnedAt.set(host, now);
    log.warn({ host, status }, 'a push service refuses what it is sent');
  };
}
