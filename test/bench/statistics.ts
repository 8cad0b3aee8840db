export type Better = 'higher' | 'lower';

/** As a line of `--json`. */
export type Figure = {
  bench: string;
  name: string;
  ratio: number;
  min: number;
  max: number;
  goal: number | null;
  better: Better;
  /** null without a goal, and where it was too noisy to say. */
  holds: boolean | null;
  noisy: boolean;
};

const mostSpread = 0.3;
/** Below this, what one price exceeds another by is lost in the noise. */
const leastUs = 1;

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (below === undefined || above === undefined) throw new Error('nothing was measured');
  return (below + above) / 2;
}

/** From the least to the most, as a part of the median. */
export const spread = (values: number[]): number =>
  (Math.max(...values) - Math.min(...values)) / median(values);

/** Peer and product of each pair in microseconds, one beside the other: a machine that slows down slows both. */
export function ratiosOf(pairs: { peer: number; product: number }[], better: Better): number[] {
  return pairs.map((pair) => {
    const [peer, product] = [Math.max(pair.peer, leastUs), Math.max(pair.product, leastUs)];
    return better === 'higher' ? peer / product : product / peer;
  });
}

type Measured = { ratios: number[]; probe: number[] } & Pick<Figure, 'bench' | 'name' | 'goal' | 'better'>;

export function judge({ ratios, probe, ...figure }: Measured): Figure {
  const ratio = median(ratios);
  const noisy = spread(probe) > mostSpread;
  const { goal, better } = figure;
  const holds = goal === null || noisy ? null : better === 'higher' ? ratio >= goal : ratio <= goal;
  const [min, max] = [Math.min(...ratios), Math.max(...ratios)];
  const { bench, name } = figure;
  return { bench, name, ratio: round(ratio), min: round(min), max: round(max), goal, better, holds, noisy };
}

const round = (value: number): number => Number(value.toPrecision(3));
