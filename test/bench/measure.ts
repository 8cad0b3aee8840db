import type { Outcome } from './bench.ts';
import { middle, type Price } from './price.ts';

const warmUpRounds = 2;

type Work = {
  /** Before each round, not measured. */
  before?: () => Promise<unknown>;
  /** One round of it, which is so many operations. */
  work: () => Promise<unknown>;
  operations: number;
  /** After each round, not measured: throws when it was not done right. */
  check?: () => Promise<void> | void;
};

/** The works in turn, round by round, and the middle of so many rounds; the first two only warm up. */
export async function measure(works: Record<string, Work>, rounds = 7): Promise<Record<string, Price>> {
  const taken = Object.keys(works).map((name): [string, Price[]] => [name, []]);
  for (let round = 1; round <= warmUpRounds + rounds; round += 1) {
    for (const [name, prices] of taken) {
      const work = works[name];
      if (!work) continue;
      await work.before?.();
      const price = await priceOf(work);
      await work.check?.();
      if (round > warmUpRounds) prices.push(price);
    }
  }
  return Object.fromEntries(taken.map(([name, prices]) => [name, middle(prices)]));
}

async function priceOf({ work, operations }: Work): Promise<Price> {
  const [cpuBefore, startedAt] = [process.cpuUsage(), process.hrtime.bigint()];
  await work();
  const [{ user, system }, endedAt] = [process.cpuUsage(cpuBefore), process.hrtime.bigint()];
  return { cpuUs: (user + system) / operations, wallUs: Number(endedAt - startedAt) / 1000 / operations };
}

/** The last word of a measured process, which ends with it whatever is still open. */
export function report(outcome: Outcome): void {
  process.stdout.write(`${JSON.stringify(outcome)}\n`, () => process.exit(0));
}
