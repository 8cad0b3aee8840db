import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawCurve, placeOn, tabulateCurve, type CurveGiven } from '../../server/acknowledgements/curve.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const minute = 60_000;
const hour = 60 * minute;

type Point = { x: number; y: number };

/** The corners of the line, in the order in which they are drawn. */
function cornersOf(path: string): Point[] {
  const at = { x: 0, y: 0 };
  return [...path.matchAll(/([MHV])([\d.]+)(?: ([\d.]+))?/g)].map(([, command, one, other]) => {
    if (command === 'V') at.y = Number(one);
    else at.x = Number(one);
    if (command === 'M') at.y = Number(other);
    return { ...at };
  });
}

const given = (changes: Partial<CurveGiven>): CurveGiven => ({
  ...{ startsAt: 0, endsAt: 10 * hour, untilAt: 5 * hour, asked: 100, steps: [], stepMs: 10 * minute },
  ...changes,
});

const anyCurve = fc
  .record({
    hours: fc.array(fc.record({ at: fc.nat(59), confirmed: fc.integer({ min: 1, max: 40 }) }), {
      maxLength: 40,
    }),
    missing: fc.nat(100),
    until: fc.integer({ min: 60, max: 90 }),
  })
  .map(({ hours, missing, until }): CurveGiven => {
    const byStart = new Map(hours.map(({ at, confirmed }) => [at * 10 * minute, confirmed]));
    const steps = [...byStart]
      .sort(([a], [b]) => a - b)
      .map(([startsAt, confirmed]) => ({ startsAt, confirmed }));
    const total = steps.reduce((sum, { confirmed }) => sum + confirmed, 0);
    return given({ steps, asked: total + missing, untilAt: until * 10 * minute, endsAt: 15 * hour });
  });

describe('The curve', () => {
  it('begins at nothing, and stays there while nobody has confirmed', () => {
    const { line, wash, end } = drawCurve(given({}));
    assert.deepEqual(cornersOf(line), [
      { x: 0, y: 100 },
      { x: 500, y: 100 },
    ]);
    assert.ok(wash.endsWith('V100H0Z'));
    assert.deepEqual(end, { x: 50, y: 100 });
  });

  it('rises when a step is over, and never after it ends', () => {
    const steps = [
      { startsAt: 2 * hour, confirmed: 25 },
      { startsAt: 5 * hour - 5 * minute, confirmed: 25 },
    ];
    const { line, end } = drawCurve(given({ steps }));
    assert.equal(line, 'M0 100H217V75H500V50H500');
    assert.deepEqual(end, { x: 50, y: 50 });
  });

  it('reaches the top when all have confirmed; asked of nobody, it stays where it begins', () => {
    assert.equal(drawCurve(given({ steps: [{ startsAt: 0, confirmed: 100 }] })).end.y, 0);
    assert.equal(drawCurve(given({ asked: 0 })).end.y, 100);
    assert.equal(placeOn({ startsAt: 5, endsAt: 5 }, 5), 0);
  });

  it('goes right and up alone, within its box, and ends at the total', () => {
    const property = fc.property(anyCurve, (curve) => {
      const { line, end } = drawCurve(curve);
      const corners = cornersOf(line);
      for (const [at, corner] of corners.entries()) {
        const before = corners[at - 1] ?? corner;
        assert.ok(corner.x >= before.x && corner.y <= before.y);
        assert.ok(corner.x >= 0 && corner.x <= 1000 && corner.y >= 0 && corner.y <= 100);
      }
      const total = curve.steps.reduce((sum, { confirmed }) => sum + confirmed, 0);
      const wanted = curve.asked === 0 ? 100 : 100 - (total / curve.asked) * 100;
      assert.ok(Math.abs(end.y - wanted) <= 0.051);
      assert.deepEqual(corners.at(-1), { x: end.x * 10, y: end.y });
    });
    fc.assert(property, { seed, numRuns: numberOfRuns(200) });
  });

  it('is a table of as many rows as there are steps, or as are wanted at most', () => {
    const steps = Array.from({ length: 10 }, (_, index) => ({ startsAt: index, confirmed: 1 }));
    const totals = (mostRows: number) =>
      tabulateCurve(given({ steps, stepMs: 1, untilAt: 10 }), mostRows).map(({ total }) => total);
    assert.deepEqual(totals(5), [2, 4, 6, 8, 10]);
    assert.deepEqual(totals(4), [3, 6, 9, 10]);
    assert.equal(totals(10).length, 10);
  });

  it('is the same as a table of few rows, to the last confirmation', () => {
    const property = fc.property(anyCurve, fc.integer({ min: 1, max: 30 }), (curve, mostRows) => {
      const rows = tabulateCurve(curve, mostRows);
      assert.ok(rows.length <= mostRows);
      const total = curve.steps.reduce((sum, { confirmed }) => sum + confirmed, 0);
      assert.equal(rows.at(-1)?.total ?? 0, total);
      let sum = 0;
      for (const [at, row] of rows.entries()) {
        sum += row.added;
        assert.equal(row.total, sum);
        assert.ok(row.at > (rows[at - 1]?.at ?? 0) && row.at <= curve.untilAt);
      }
    });
    fc.assert(property, { seed, numRuns: numberOfRuns(200) });
  });
});
