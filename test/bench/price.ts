import { median } from './statistics.ts';

/** What one operation costs. CPU is the first figure: beside busy neighbours it stays, while the wall clock drifts. */
export type Price = { cpuUs: number; wallUs: number };

export type By = 'cpu' | 'wall';

export const measured = ({ cpuUs, wallUs }: Price, by: By): number => (by === 'wall' ? wallUs : cpuUs);

export const minus = (whole: Price, part: Price): Price => ({
  cpuUs: whole.cpuUs - part.cpuUs,
  wallUs: whole.wallUs - part.wallUs,
});

export const middle = (prices: Price[]): Price => ({
  cpuUs: median(prices.map(({ cpuUs }) => cpuUs)),
  wallUs: median(prices.map(({ wallUs }) => wallUs)),
});
