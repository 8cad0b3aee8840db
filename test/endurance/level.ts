import { median } from '../bench/statistics.ts';

/** What a process holds at one moment. */
export type Holding = { residentMb: number; heapMb: number; handles: number; files: number };

/** A tenth is what garbage and caches come and go by. */
const mostGrowth = { residentMb: 1.1, heapMb: 1.1, handles: 1.02, files: 1.02 };

/** How many times more the last third of these samples holds than the first: what leaks grows without end. */
export function growthOf(samples: Holding[]): Holding {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const growth = (of: (sample: Holding) => number): number =>
    median(samples.slice(-third).map(of)) / median(samples.slice(0, third).map(of));
  return {
    residentMb: growth(({ residentMb }) => residentMb),
    heapMb: growth(({ heapMb }) => heapMb),
    handles: growth(({ handles }) => handles),
    files: growth(({ files }) => files),
  };
}

export const isLevel = ({ residentMb, heapMb, handles, files }: Holding): boolean =>
  residentMb <= mostGrowth.residentMb &&
  heapMb <= mostGrowth.heapMb &&
  handles <= mostGrowth.handles &&
  files <= mostGrowth.files;
