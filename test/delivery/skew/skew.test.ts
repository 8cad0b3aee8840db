import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isDueForMeasuring,
  measureSkew,
  measureTeams,
  promisedAt,
  type Acceptance,
} from '../../../server/delivery/skew/skew.ts';
import { numberOfRuns, seed } from '../../support/runs.ts';

const minuteMs = 60_000;

describe('The skew of a release', () => {
  it('names the first, half, 95 % and the last, each by what a device had', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 1000 + (at + 1) * 10).reverse();
    assert.deepEqual(measureSkew(hundred, 1000), {
      ...{ devices: 100, firstMs: 10, medianMs: 500, p95Ms: 950, lastMs: 1000 },
    });
    const alone = { devices: 1, firstMs: 7, medianMs: 7, p95Ms: 7, lastMs: 7 };
    assert.deepEqual(measureSkew([1007], 1000), alone);
    assert.equal(measureSkew([], 1000), null);
  });

  it('says of no share more than holds, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 200 }), (delays) => {
        const skew = measureSkew(delays, 0);
        assert.ok(skew);
        const within = (ms: number) => delays.filter((delay) => delay <= ms).length / delays.length;
        assert.deepEqual([skew.firstMs, skew.lastMs], [Math.min(...delays), Math.max(...delays)]);
        assert.ok(within(skew.medianMs) >= 0.5 && within(skew.medianMs - 1) < 0.5);
        assert.ok(within(skew.p95Ms) >= 0.95 && within(skew.p95Ms - 1) < 0.95);
      }),
      { seed, numRuns: numberOfRuns(100) },
    );
  });

  it('is told of a team only where at least five people had it, however many devices they have', () => {
    const at = (teamId: string | null, person: number): Acceptance => ({
      ...{ teamId, personId: `${teamId}-${person}`, at: person },
    });
    const accepted = [
      ...[1, 2, 3, 4, 5].map((person) => at('early', person)),
      ...[1, 2, 3, 4, 4, 4].map((person) => at('night', person)),
      ...[1, 2, 3, 4, 5, 6].map((person) => at(null, person)),
    ];
    const teams = measureTeams(accepted, 0);
    assert.deepEqual([...teams.keys()], ['early']);
    assert.deepEqual(teams.get('early'), { devices: 5, firstMs: 1, medianMs: 3, p95Ms: 5, lastMs: 5 });
  });

  it('counts from the planned time, unless the second person agreed after it', () => {
    const release = { releasedAt: 5_000, releaseAt: null, approvedAt: null };
    assert.equal(promisedAt(release), 5_000);
    assert.equal(promisedAt({ ...release, releaseAt: 4_200 }), 4_200);
    assert.equal(promisedAt({ ...release, releaseAt: 4_200, approvedAt: 4_000 }), 4_200);
    assert.equal(promisedAt({ ...release, releaseAt: 4_200, approvedAt: 5_000 }), 5_000);
  });

  it('is measured when all is settled, or after ten minutes, and then once more when all is', () => {
    const due = (isWaiting: boolean, isMeasured: boolean, afterMs: number) =>
      isDueForMeasuring({ releasedAt: 0, isWaiting, isMeasured }, afterMs);
    assert.deepEqual([due(false, false, 0), due(true, false, 10 * minuteMs - 1)], [true, false]);
    assert.deepEqual([due(true, false, 10 * minuteMs), due(true, true, 20 * minuteMs)], [true, false]);
    assert.equal(due(false, true, 20 * minuteMs), true);
  });
});
