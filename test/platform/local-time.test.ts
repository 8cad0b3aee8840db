import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromLocalTime, instantsOf, toLocalTime } from '../../server/platform/local-time.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const berlin = 'Europe/Berlin';
const utc = (text: string) => Date.parse(`${text}:00Z`);
const minuteMs = 60_000;

describe('The clocks of the house', () => {
  it('stand one hour before UTC in winter and two in summer', () => {
    assert.equal(toLocalTime(utc('2027-01-15T11:30'), berlin), '2027-01-15T12:30');
    assert.equal(toLocalTime(utc('2027-07-15T11:30'), berlin), '2027-07-15T13:30');
    assert.equal(fromLocalTime('2027-01-15T12:30', berlin), utc('2027-01-15T11:30'));
    assert.equal(fromLocalTime('2027-07-15T13:30', berlin), utc('2027-07-15T11:30'));
  });

  it('skip an hour on 28 March 2027: no time in it exists', () => {
    assert.equal(fromLocalTime('2027-03-28T01:59', berlin), utc('2027-03-28T00:59'));
    for (const skipped of ['2027-03-28T02:00', '2027-03-28T02:30', '2027-03-28T02:59']) {
      assert.equal(fromLocalTime(skipped, berlin), null);
    }
    assert.equal(fromLocalTime('2027-03-28T03:00', berlin), utc('2027-03-28T01:00'));
  });

  it('run through an hour twice on 31 October 2027: the first counts', () => {
    assert.equal(fromLocalTime('2027-10-31T01:59', berlin), utc('2027-10-30T23:59'));
    assert.equal(fromLocalTime('2027-10-31T02:00', berlin), utc('2027-10-31T00:00'));
    assert.equal(fromLocalTime('2027-10-31T02:59', berlin), utc('2027-10-31T00:59'));
    assert.equal(fromLocalTime('2027-10-31T03:00', berlin), utc('2027-10-31T02:00'));
    assert.equal(toLocalTime(utc('2027-10-31T01:30'), berlin), '2027-10-31T02:30');
  });

  it('show a time of that hour at two instants, any other at one, and a skipped one at none', () => {
    const both = [utc('2027-10-31T00:30'), utc('2027-10-31T01:30')];
    assert.deepEqual(instantsOf('2027-10-31T02:30', berlin), both);
    assert.deepEqual(instantsOf('2027-10-31T03:00', berlin), [utc('2027-10-31T02:00')]);
    assert.deepEqual(instantsOf('2027-03-28T02:30', berlin), []);
    assert.deepEqual(instantsOf('2027-02-30T10:00', berlin), []);
    // Half an hour comes twice there.
    const halfAnHour = [utc('2027-04-03T14:45'), utc('2027-04-03T15:15')];
    assert.deepEqual(instantsOf('2027-04-04T01:45', 'Australia/Lord_Howe'), halfAnHour);
  });

  it('begin the day with 00, not 24', () => {
    assert.equal(toLocalTime(utc('2026-12-31T23:00'), berlin), '2027-01-01T00:00');
  });

  it('know nothing of what is no time', () => {
    const wrong = [
      '',
      'tomorrow',
      '2027-02-30T10:00',
      '2027-02-29T10:00',
      '2027-13-01T10:00',
      '2027-01-01T24:00',
    ];
    for (const text of [
      ...wrong,
      '2027-01-01T10:60',
      '2027-01-01',
      '2027-01-01T10:00:00',
      '2027-1-1T10:00',
      ' 2027-01-01T10:00',
    ]) {
      assert.equal(fromLocalTime(text, berlin), null, text);
    }
    assert.equal(fromLocalTime('2028-02-29T10:00', berlin), utc('2028-02-29T09:00'));
  });

  // Whole, half and quarter hours, both ends of the date line, a change of half an hour, both hemispheres.
  const zones = [
    ...[berlin, 'UTC', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Kiritimati'],
    ...['Pacific/Pago_Pago', 'Pacific/Chatham', 'America/Santiago'],
  ];
  const minute = fc.integer({
    min: utc('2020-01-01T00:00') / minuteMs,
    max: utc('2037-12-31T23:59') / minuteMs,
  });

  it('give every instant back, or in an hour that comes twice the first of both', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, (zone, minutes) => {
        const instant = minutes * minuteMs;
        const back = fromLocalTime(toLocalTime(instant, zone), zone);
        assert.ok(back !== null && back <= instant);
        if (back !== instant) assert.equal(toLocalTime(back, zone), toLocalTime(instant, zone));
        assert.ok(instantsOf(toLocalTime(instant, zone), zone).includes(instant));
      }),
      { seed, numRuns: numberOfRuns(3000) },
    );
  });

  it('give every instant of 2027 back but for one hour', () => {
    let different = 0;
    for (let instant = utc('2027-01-01T00:00'); instant < utc('2028-01-01T00:00'); instant += 30 * minuteMs) {
      if (fromLocalTime(toLocalTime(instant, berlin), berlin) !== instant) different += 1;
    }
    assert.equal(different, 2);
  });
});
