import type { Bench, Side } from '../bench.ts';
import { crowds } from './fan-out.ts';

const side = (name: string): Side => ({
  ...{ name, words: [] },
  program: new URL(`./${name}.js`, import.meta.url),
});

/** One event to many open pages until the last has it, beside a bare Socket.IO that emits the same bytes to all. */
export const liveBench: Bench = {
  name: 'live',
  prepare: () => Promise.resolve([side('probe'), side('peer'), side('product')]),
  figures: crowds.map((crowd) => ({
    name: `to ${crowd} sockets, by the wall clock: against a bare Socket.IO emit`,
    ...{ goal: 1.15, better: 'lower' as const, by: 'wall' as const },
    peer: (pair) => pair(`peer.${crowd}`),
    product: (pair) => pair(`product.${crowd}`),
  })),
  probe: { name: 'the same bytes over bare TCP', price: (pair) => pair(`probe.${crowds[0]}`) },
};
