import type { By, Price } from './price.ts';
import type { Better } from './statistics.ts';

/** What a measured process hands back. What sides say under the same name in `agreed` must be the same. */
export type Outcome = {
  prices: Record<string, Price>;
  agreed?: Record<string, string>;
  /** What one thing takes of memory. */
  kilobytes?: Record<string, number>;
};

/** A program that is measured in a fresh process of its own: peer, product or limit probe. */
export type Side = { name: string; program: URL; words: string[] };

/** All prices of one pair of runs, as `side.name`. */
export type Pair = (name: string) => Price;

type FigureSpec = {
  name: string;
  goal: number | null;
  /** higher: how many times less the product costs than the peer; lower: how many times more. */
  better: Better;
  /** What is compared: CPU unless said otherwise. The wall clock where waiting for a disk or a peer is the matter. */
  by?: By;
  peer: (pair: Pair) => Price;
  product: (pair: Pair) => Price;
};

export type Bench = {
  name: string;
  /** Makes what the sides need in a folder that is removed afterwards; what it starts is stopped before that. */
  prepare: (folder: string, stopAfterwards: (stop: () => Promise<void>) => void) => Promise<Side[]>;
  figures: FigureSpec[];
  /** Told beside the figures, without a goal: each as `side.name`. */
  memory?: { name: string; of: string[] };
  /** Work that no change of the product alters: if its price drifts, the machine was not quiet enough to judge. */
  probe: { name: string; price: (pair: Pair) => Price };
};
