import assert from 'node:assert/strict';
import fc from 'fast-check';
import { barWidth, drawRing } from '../../server/acknowledgements/ring.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const share = () =>
  fc
    .integer({ min: 1, max: 20_000 })
    .chain((recipients) => fc.tuple(fc.integer({ min: 0, max: recipients }), fc.constant(recipients)));

const widthOfStroke = 16;

describe('The ring', () => {
  it('is empty with nobody and closed only with everybody', () => {
    assert.deepEqual([drawRing(0, 8).empty, drawRing(0, 8).closed], [true, false]);
    assert.deepEqual(
      [drawRing(8, 8).empty, drawRing(8, 8).closed, drawRing(8, 8).dash],
      [false, true, 'none'],
    );
    assert.deepEqual([drawRing(0, 0).empty, drawRing(0, 0).closed], [true, false]);
    assert.equal(drawRing(19_999, 20_000).closed, false);
  });

  it('draws the share that has confirmed, and stays open to be seen while one is missing', () => {
    fc.assert(
      fc.property(share(), ([confirmed, recipients]) => {
        fc.pre(confirmed < recipients);
        const { radius, dash } = drawRing(confirmed, recipients);
        const [drawn = NaN, gap = NaN] = dash.split(' ').map(Number);
        const circumference = 2 * Math.PI * radius;
        const whole = (circumference * confirmed) / recipients;
        const open = circumference - drawn - widthOfStroke;
        assert.ok(drawn <= whole + 0.051 && open >= 27.9);
        assert.ok(Math.abs(drawn - whole) <= 0.051 || open <= 28.1, 'shorter only where the gap needs it');
        assert.ok(Math.abs(gap - circumference) <= 0.051, 'no second stroke begins');
      }),
      { seed, numRuns: numberOfRuns(100) },
    );
  });
});

describe('Of the ring', () => {
  it('the line begins where its round end has room', () => {
    assert.deepEqual([drawRing(1, 8).offset, drawRing(0, 0).offset, drawRing(8, 8).offset], [-8, -8, 0]);
  });

  it('nothing is drawn for nobody', () => {
    assert.equal(drawRing(0, 0).dash, '0 552.9');
  });

  it('figures of four digits are said to be many', () => {
    assert.deepEqual([drawRing(999, 2000).many, drawRing(1000, 2000).many], [false, true]);
  });
});

describe('A bar', () => {
  it('is as wide as the share, in per cent with one decimal', () => {
    assert.equal(barWidth(0, 0), 0);
    assert.equal(barWidth(1, 3), 33.3);
    assert.equal(barWidth(3, 3), 100);
  });
});
