import type { ReleaseSkew } from '../delivery/skew/skew-queries.ts';
import type { Skew } from '../delivery/skew/skew.ts';
import { formatNumber } from '../platform/views/dates.ts';
import { translate, type Language } from '../platform/views/languages.ts';

/** Whoever has it within a minute has it from nobody else. */
const atOnceMs = 60_000;

/** How close together devices had a release, in words: each figure rounded up, so that "within" holds. */
export function describeSkew(skew: ReleaseSkew, releaseAt: number | null, language: Language) {
  const { waiting, unconfirmed, measuredAt, devices } = skew;
  return {
    ...sayFigures(skew, language),
    ...{ devices, waiting, unconfirmed, measuredAt },
    isPlanned: skew.since === releaseAt,
    isAtOnce: skew.lastMs <= atOnceMs && waiting === 0,
    byTeam: skew.byTeam.map((team) => ({ name: team.name, ...sayFigures(team, language) })),
  };
}

const sayFigures = ({ firstMs, medianMs, p95Ms, lastMs }: Skew, language: Language) => ({
  first: sayDuration(firstMs, language),
  median: sayDuration(medianMs, language),
  p95: sayDuration(p95Ms, language),
  last: sayDuration(lastMs, language),
});

const units = [
  { ms: 1000, below: 120_000, key: 'seconds' },
  { ms: 60_000, below: 2 * 3_600_000, key: 'minutes' },
  { ms: 3_600_000, below: Infinity, key: 'hours' },
] as const;

function sayDuration(ms: number, language: Language): string {
  const { ms: unit, key } = units.find(({ below }) => ms < below) ?? units[0];
  const amount = Math.max(1, Math.ceil((ms / unit) * 10)) / 10;
  return translate(language, `skew.${key}`, { amount: formatNumber(amount, language) });
}
