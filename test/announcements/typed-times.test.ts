import assert from 'node:assert/strict';
import {
  describeTimes,
  noTimes,
  nothingTyped,
  readTimes,
  turnOf,
  typeTimes,
} from '../../server/announcements/typed-times.ts';
import { refusesAs } from '../support/refuses-as.ts';

const berlin = 'Europe/Berlin';
const utc = (text: string) => Date.parse(`${text}Z`);
const skipped = '2027-03-28T02:30';
const twice = '2027-10-31T02:30';
const first = utc('2027-10-31T00:30:00');
const second = utc('2027-10-31T01:30:00');
const fields = ['deadlineAt', 'releaseAt', 'expiresAt'] as const;

describe('Times typed on the clocks of the house', () => {
  it('are instants; what stays empty is none', () => {
    const typed = { ...nothingTyped, deadlineAt: '2027-01-15T12:30' };
    assert.deepEqual(readTimes(typed, noTimes, berlin), {
      ...noTimes,
      deadlineAt: utc('2027-01-15T11:30:00'),
    });
  });

  it('are refused where the clocks skip them, or where they are no times at all', () => {
    for (const field of fields) {
      for (const local of [skipped, 'tomorrow', '2027-02-30T10:00']) {
        const read = () => readTimes({ ...nothingTyped, [field]: local }, noTimes, berlin);
        assert.throws(read, refusesAs('invalid', 'no-such-time', field));
      }
    }
  });

  it('ask which of two is meant for a release, and take the later one for a deadline and an expiry', () => {
    const release = { ...nothingTyped, releaseAt: twice };
    assert.throws(
      () => readTimes(release, noTimes, berlin),
      refusesAs('invalid', 'release-twice', 'releaseAt'),
    );
    const taken = (turn: 'first' | 'second') =>
      readTimes({ ...release, releaseTurn: turn }, noTimes, berlin).releaseAt;
    assert.deepEqual([taken('first'), taken('second')], [first, second]);
    const typed = { ...nothingTyped, deadlineAt: twice, expiresAt: twice };
    assert.deepEqual(readTimes(typed, noTimes, berlin), {
      ...{ releaseAt: null, deadlineAt: second, expiresAt: second },
    });
    assert.deepEqual(describeTimes({ ...typed, releaseAt: twice }, noTimes, berlin), {
      ...{ isReleaseTwice: true, deadlineTurn: 'second', expiryTurn: 'second' },
    });
  });

  it('stay what they were to the millisecond while nobody types another one', () => {
    const stored = { deadlineAt: first + 30_118, releaseAt: first + 118, expiresAt: second + 59_999 };
    const typed = typeTimes(stored, berlin);
    assert.deepEqual(typed, {
      ...{ deadlineAt: twice, releaseAt: twice, expiresAt: twice, releaseTurn: 'first' },
    });
    assert.deepEqual(readTimes(typed, stored, berlin), stored);
    assert.equal(describeTimes(typed, stored, berlin).deadlineTurn, 'first');
    const moved = readTimes({ ...typed, releaseTurn: 'second' }, stored, berlin);
    assert.equal(moved.releaseAt, second);
  });

  it('are others as soon as something else is typed, and none when nothing is', () => {
    const stored = { deadlineAt: first, releaseAt: first, expiresAt: first };
    const typed = { ...nothingTyped, deadlineAt: '2027-11-02T12:00', releaseAt: '2027-11-01T12:00' };
    assert.deepEqual(readTimes(typed, stored, berlin), {
      deadlineAt: utc('2027-11-02T11:00:00'),
      releaseAt: utc('2027-11-01T11:00:00'),
      expiresAt: null,
    });
    assert.deepEqual(typeTimes(noTimes, berlin), nothingTyped);
  });

  it('stay to the millisecond too where the turn says nothing, as they come once', () => {
    const stored = { ...noTimes, releaseAt: utc('2027-01-15T11:30:00') + 118 };
    const typed = { ...typeTimes(stored, berlin), releaseTurn: 'second' as const };
    assert.deepEqual(readTimes(typed, stored, berlin), stored);
  });

  it('that are asked about are said as the clocks show them', () => {
    const refusal = refusesAs('invalid', 'release-twice', 'releaseAt', { time: '02:30' });
    assert.throws(() => readTimes({ ...nothingTyped, releaseAt: twice }, noTimes, berlin), refusal);
  });

  it('that are none have no turn', () => {
    const typed = { ...nothingTyped, deadlineAt: 'tomorrow', expiresAt: skipped };
    const none = { isReleaseTwice: false, deadlineTurn: null, expiryTurn: null };
    assert.deepEqual(describeTimes(typed, noTimes, berlin), none);
  });

  it('are of no turn where they come once', () => {
    const times = [null, first, second, first - 30 * 60_000 - 1, second + 30 * 60_000];
    assert.deepEqual(
      times.map((at) => turnOf(at, berlin)),
      [null, 'first', 'second', null, null],
    );
    const typed = { ...nothingTyped, releaseAt: '2027-01-15T12:30', releaseTurn: 'first' as const };
    assert.equal(readTimes(typed, noTimes, berlin).releaseAt, utc('2027-01-15T11:30:00'));
    assert.deepEqual(describeTimes(typed, noTimes, berlin), {
      ...{ isReleaseTwice: false, deadlineTurn: null, expiryTurn: null },
    });
  });
});
