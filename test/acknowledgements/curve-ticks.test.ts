import assert from 'node:assert/strict';
import { listCurveTicks } from '../../server/acknowledgements/curve-ticks.ts';
import { fromLocalTime, toLocalTime } from '../../server/platform/local-time.ts';

const zone = 'Europe/Berlin';
const hour = 3600 * 1000;
const day = 24 * hour;

function at(local: string): number {
  const ms = fromLocalTime(local, zone);
  assert.ok(ms !== null);
  return ms;
}

const timesOf = (from: string, spanMs: number): string[] =>
  listCurveTicks(at(from), at(from) + spanMs, zone).map((tick) => toLocalTime(tick.at, zone).slice(5));

describe('The marks on the axis of time', () => {
  it('are round hours on the clocks of the house', () => {
    assert.deepEqual(timesOf('2025-11-20T06:00', 32 * hour), [
      ...['11-20T12:00', '11-20T18:00', '11-21T00:00', '11-21T06:00', '11-21T12:00'],
    ]);
    assert.deepEqual(timesOf('2026-07-01T08:07', hour), ['07-01T08:30', '07-01T08:45', '07-01T09:00']);
  });

  it('are whole days when it takes days', () => {
    const from = at('2026-03-01T09:30');
    const ticks = listCurveTicks(from, from + 5 * day, zone);
    assert.deepEqual(
      ticks.map((tick) => toLocalTime(tick.at, zone)),
      ['2026-03-03T00:00', '2026-03-04T00:00', '2026-03-05T00:00', '2026-03-06T00:00'],
    );
    assert.ok(ticks.every(({ isDay }) => isDay));
  });

  it('are at the least distance that leaves fewer than six of them', () => {
    const minute = hour / 60;
    const distances = [5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour];
    distances.push(day, 2 * day, 7 * day, 14 * day, 28 * day, 91 * day);
    const between = (spanMs: number): number[] => {
      const times = listCurveTicks(0, spanMs, 'UTC').map((tick) => tick.at);
      return [...new Set(times.slice(1).map((time, index) => time - (times[index] ?? 0)))];
    };
    for (const distance of distances) {
      assert.deepEqual(between(6 * distance - minute), [distance]);
      assert.ok(!between(6 * distance).includes(distance));
    }
  });

  it('have room for their labels, exactly so at the limits, and say which have none on a phone', () => {
    const drawn = (from: string, spanMs: number) =>
      listCurveTicks(at(from), at(from) + spanMs, zone).map(({ x, isDay, spare }) => [x, isDay, spare]);
    assert.deepEqual(drawn('2026-05-05T09:12', 5 * hour), [
      ...[[16, false, true] as const, [36, false, false] as const, [56, false, true] as const],
      ...[[76, false, false] as const, [96, false, true] as const],
    ]);
    assert.deepEqual(drawn('2026-05-05T10:18', 5 * hour), [
      ...[[34, false, false] as const, [54, false, true] as const],
      ...[[74, false, false] as const, [94, false, true] as const],
    ]);
  });

  it('are as many as there is room for, from one end to the other', () => {
    assert.deepEqual(timesOf('2026-05-05T09:57', 5 * hour + 57 * 60_000), [
      ...['05-05T11:00', '05-05T12:00', '05-05T13:00', '05-05T14:00', '05-05T15:00'],
    ]);
  });

  it('are none at a time that the clocks skip', () => {
    assert.deepEqual(timesOf('2027-03-28T00:30', 5 * hour), [
      ...['03-28T03:00', '03-28T04:00', '03-28T05:00', '03-28T06:00'],
    ]);
  });

  it('stay round where the clocks change', () => {
    assert.deepEqual(timesOf('2027-03-27T20:00', 24 * hour), [
      '03-28T00:00',
      '03-28T06:00',
      '03-28T12:00',
      '03-28T18:00',
    ]);
    assert.deepEqual(timesOf('2027-10-30T20:00', 24 * hour), [
      '10-31T00:00',
      '10-31T06:00',
      '10-31T12:00',
      '10-31T18:00',
    ]);
  });

  it('keep their distance from each other, from both ends, and more so on a phone', () => {
    for (let spanMs = hour; spanMs < 366 * day; spanMs *= 1.37) {
      const ticks = listCurveTicks(at('2026-05-05T13:13'), at('2026-05-05T13:13') + spanMs, zone);
      assert.ok(ticks.length >= 1 && ticks.length <= 6, `${ticks.length} in ${spanMs / hour} hours`);
      assert.ok(ticks.every(({ x }) => x >= 16 && x <= 96));
      const onPhone = ticks.filter(({ spare }) => !spare).map(({ x }) => x);
      assert.ok(onPhone.every((x, index) => x - (onPhone[index - 1] ?? 4) >= 30));
    }
  });
});
