import { setTimeout as sleep } from 'node:timers/promises';
import type { Counts, Verdict } from '../support/kill/check/check.ts';
import { playHouse } from '../support/kill/play-house.ts';
import { points, type Point } from '../support/kill/points.ts';
import { startPushService } from '../support/push-service/push-service.ts';
import type { DatabaseKind } from '../support/world.ts';

// kill -9 at every point on both databases with many seeds: `20` or `7-9` says which seeds, `K4,K5` which points.
const [seedsGiven = '20', pointsGiven] = process.argv.slice(2);
const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];
const longestMs = 5 * 60_000;

const seeds = seedsOf(seedsGiven);
const chosen = pointsOf(pointsGiven);
const totals: Partial<Counts> = {};
let [violations, slowestStartMs, slowestRetakingMs] = [0, 0, 0];

function seedsOf(given: string): number[] {
  const [, first = '', last = ''] = /^(?:([1-9]\d{0,3})-)?([1-9]\d{0,3})$/.exec(given) ?? [];
  if (last === '') refuse(`${given} is no number of seeds.`);
  const from = first === '' ? 1 : Number(first);
  return Array.from({ length: Number(last) - from + 1 }, (_, at) => from + at);
}

function pointsOf(given?: string): Point[] {
  const names = given?.split(',') ?? points.map(({ name }) => name);
  const known = new Map(points.map((point) => [point.name, point]));
  return names.map(
    (name) =>
      known.get(name) ?? refuse(`There is no point ${name}; there are ${[...known.keys()].join(', ')}.`),
  );
}

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function note(name: string, seconds: number, verdict: Verdict): void {
  for (const [what, count] of Object.entries(verdict.counts))
    totals[what as keyof Counts] = (totals[what as keyof Counts] ?? 0) + count;
  violations += verdict.violations.length;
  slowestStartMs = Math.max(slowestStartMs, verdict.slowestStartMs);
  slowestRetakingMs = Math.max(slowestRetakingMs, verdict.slowestRetakingMs);
  const { kills, pushes, confirmations } = verdict.counts;
  console.log(
    `kill ${name}: ${kills} kills, ${pushes} pushes, ${confirmations} confirmations, ${verdict.violations.length} violations, ${seconds} s`,
  );
  for (const violation of verdict.violations) console.log(`  ${violation}`);
}

async function play(kind: DatabaseKind, seed: number): Promise<void> {
  const name = `seed ${seed} ${kind}`;
  const startedAt = performance.now();
  const service = await startPushService();
  try {
    const late = sleep(longestMs, null, { ref: false });
    const played = await Promise.race([playHouse(kind, service, seed, { points: chosen }), late]);
    if (!played) throw new Error(`not over after ${longestMs / 1000} s`);
    note(name, Math.round((performance.now() - startedAt) / 1000), played.verdict);
  } catch (error) {
    violations += 1;
    console.log(
      `kill ${name}: could not be played: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    await service.stop();
  }
}

/** A checker that finds nothing in a house whose claims are broken would find nothing at all. */
async function checkTheChecker(): Promise<void> {
  const service = await startPushService();
  const reminding = points.filter(({ reminds }) => reminds);
  const broken = { points: reminding, morePreloads: ['broken-claim.mjs'] };
  const { verdict } = await playHouse('SQLite', service, 1, broken);
  await service.stop();
  const found = verdict.violations.length;
  console.log(
    `kill, with a broken claim: ${found} violations found, such as ${verdict.violations[0] ?? 'none'}`,
  );
  if (found === 0) violations += 1;
}

await checkTheChecker();
for (const seed of seeds) await Promise.all(kinds.map((kind) => play(kind, seed)));
console.log(
  `kill: ${Object.entries(totals)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ')}`,
);
console.log(
  `kill: ${seeds.length} seeds, ${violations} violations; healthy after ${slowestStartMs} ms at most, taken up after ${slowestRetakingMs} ms at most`,
);
process.exit(violations === 0 ? 0 : 1);
