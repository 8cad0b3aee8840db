import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Pair, Side } from './bench.ts';
import { runSide } from './measured-process.ts';
import { measured, middle, type By, type Price } from './price.ts';
import { judge, median, ratiosOf, spread, type Figure } from './statistics.ts';

const pairs = 5;

export type Shown = { figure: Figure; peer: Price; product: Price };
export type BenchResult = {
  shown: Shown[];
  probe: { name: string; price: Price; spread: number };
  /** What each of these took, in kilobytes. */
  memory?: { name: string; held: { of: string; kilobytes: number }[] };
};

type Taken = { pair: Pair; kilobytes: Map<string, number> };

/** Peer and product in turn, each time in fresh processes: A B A B … */
export async function runBench(
  bench: Bench,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-bench-'));
  const started: (() => Promise<void>)[] = [];
  try {
    tell(`${bench.name}: prepares`);
    const sides = await bench.prepare(folder, (stop) => started.push(stop));
    const taken: Taken[] = [];
    for (let at = 1; at <= pairs; at += 1) {
      tell(`${bench.name}: pair ${at} of ${pairs}`);
      taken.push(await runPair(sides, folder, signal));
    }
    return resultOf(bench, taken);
  } finally {
    for (const stop of started) await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runPair(sides: Side[], folder: string, signal: AbortSignal): Promise<Taken> {
  const prices = new Map<string, Price>();
  const kilobytes = new Map<string, number>();
  const agreed = new Map<string, string>();
  for (const side of sides) {
    const outcome = await runSide(side, folder, signal);
    for (const [name, price] of Object.entries(outcome.prices)) prices.set(`${side.name}.${name}`, price);
    for (const [name, held] of Object.entries(outcome.kilobytes ?? {}))
      kilobytes.set(`${side.name}.${name}`, held);
    for (const [what, answer] of Object.entries(outcome.agreed ?? {})) {
      const other = agreed.get(what) ?? answer;
      if (other !== answer) throw new Error(`the sides differ in ${what}: ${other} and ${answer}`);
      agreed.set(what, answer);
    }
  }
  const pair: Pair = (name) => {
    const price = prices.get(name);
    if (!price) throw new Error(`${name} was not measured`);
    return price;
  };
  return { pair, kilobytes };
}

function resultOf({ name: bench, figures, probe, memory }: Bench, runs: Taken[]): BenchResult {
  const taken = runs.map(({ pair }) => pair);
  const probed = taken.map(probe.price);
  const probedBy = (by: By) => probed.map((price) => measured(price, by));
  const shown = figures.map(({ name, goal, better, by = 'cpu', ...of }): Shown => {
    const [peer, product] = [taken.map(of.peer), taken.map(of.product)];
    const sides = taken.map((pair) => ({
      peer: measured(of.peer(pair), by),
      product: measured(of.product(pair), by),
    }));
    return {
      figure: judge({ bench, name, goal, better, ratios: ratiosOf(sides, better), probe: probedBy(by) }),
      peer: middle(peer),
      product: middle(product),
    };
  });
  const widest = Math.max(...figures.map(({ by = 'cpu' }) => spread(probedBy(by))));
  const held = memory?.of.map((of) => ({
    of,
    kilobytes: median(runs.flatMap(({ kilobytes }) => kilobytes.get(of) ?? [])),
  }));
  return {
    ...{ shown, probe: { name: probe.name, price: middle(probed), spread: widest } },
    ...(memory && held ? { memory: { name: memory.name, held } } : {}),
  };
}
