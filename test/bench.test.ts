import assert from 'node:assert/strict';
import { measure } from './bench/measure.ts';
import { describe as tableOf, jsonLines } from './bench/report.ts';
import { judge, median, ratiosOf, spread } from './bench/statistics.ts';

const spec = { bench: 'session', name: 'added to a request', goal: 4, better: 'higher' } as const;
const quiet = [100, 104, 98, 101, 99];
const loud = [100, 104, 98, 131, 99];

describe('A benchmark', () => {
  it('takes the middle of what it measured, and what lies between the least and the most', () => {
    assert.equal(median([5, 1, 3]), 3);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.throws(() => median([]), /nothing was measured/);
    assert.equal(spread([90, 100, 120]), 0.3);
  });

  it('compares peer and product pair by pair, whichever way the goal points', () => {
    const pairs = [
      { peer: 100, product: 50 },
      { peer: 300, product: 100 },
    ];
    assert.deepEqual(ratiosOf(pairs, 'higher'), [2, 3]);
    assert.deepEqual(ratiosOf(pairs, 'lower'), [1 / 2, 1 / 3]);
  });

  it('takes a difference that is lost in the noise for a microsecond', () => {
    assert.deepEqual(ratiosOf([{ peer: 300, product: -2 }], 'higher'), [300]);
  });

  it('holds when the median reaches the goal', () => {
    const higher = judge({ ...spec, ratios: [5.4321, 3, 4], probe: quiet });
    const expected = { ...spec, ratio: 4, min: 3, max: 5.43, holds: true, noisy: false };
    assert.deepEqual(higher, expected);
    assert.equal(judge({ ...spec, ratios: [5, 3, 3.9], probe: quiet }).holds, false);
    assert.equal(judge({ ...spec, better: 'lower', ratios: [5, 3, 3.9], probe: quiet }).holds, true);
    assert.equal(judge({ ...spec, better: 'lower', ratios: [5, 4.1, 3.9], probe: quiet }).holds, false);
  });

  it('gives no verdict without a goal, nor when its limit probe spread by more than 30 %', () => {
    assert.equal(judge({ ...spec, goal: null, ratios: [5], probe: quiet }).holds, null);
    const figure = judge({ ...spec, ratios: [5], probe: loud });
    assert.deepEqual([figure.holds, figure.noisy], [null, true]);
  });

  it('tells machines one line for each figure, and people a table', () => {
    const cost = { cpuUs: 400, wallUs: 900 };
    const shownWith = (probe: number[]) => ({
      shown: [
        { figure: judge({ ...spec, ratios: [5], probe }), peer: cost, product: { cpuUs: 80, wallUs: 90 } },
      ],
      probe: { name: 'nothing', price: cost, spread: spread(probe) },
    });
    const line = jsonLines(shownWith(quiet));
    assert.deepEqual(Object.keys(JSON.parse(line) as object), [
      ...['bench', 'name', 'ratio', 'min', 'max', 'goal', 'better', 'holds', 'noisy'],
    ]);
    assert.match(line, /^[^\n]+\n$/);
    assert.match(tableOf(shownWith(quiet)), /400 \(900\) +80\.0 \(90\.0\) +5 +5–5 +≥ 4 +holds\n/);
    const memory = { name: 'memory per open socket', held: [{ of: 'product.socket', kilobytes: 11.68 }] };
    assert.match(
      tableOf({ ...shownWith(quiet), memory }),
      /memory per open socket: product\.socket 11\.7 KB\n/,
    );
    assert.match(tableOf(shownWith(loud)), /noisy, repeat\n.*spread 33 %/);
  });

  it('measures the CPU of one operation, without the rounds that only warm up', async () => {
    const turns: string[] = [];
    const burn = () => {
      turns.push('work');
      for (const until = performance.now() + 3; performance.now() < until;);
      return Promise.resolve();
    };
    const check = () => void turns.push('check');
    const { burnt } = await measure({ burnt: { operations: 3, work: burn, check } });
    assert.ok(burnt && burnt.wallUs >= 1000 && burnt.wallUs < 100_000, JSON.stringify(burnt));
    assert.deepEqual(turns.slice(0, 2), ['work', 'check']);
    await assert.rejects(
      measure({ wrong: { operations: 1, work: burn, check: () => assert.fail('rows are missing') } }),
      /rows are missing/,
    );
  });
});
