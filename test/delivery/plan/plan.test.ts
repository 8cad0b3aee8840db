import assert from 'node:assert/strict';
import type { Announcement, Priority } from '../../../server/announcements/announcement.ts';
import { judgeDue, planNotices, plans, type HouseClock } from '../../../server/delivery/plan/plan.ts';
import { isQuiet, outsideQuiet, parseQuietHours } from '../../../server/delivery/plan/quiet-hours.ts';
import { offeredTimes, reminderDueAt, reminderTime } from '../../../server/delivery/plan/reminder-time.ts';
import { toLocalTime } from '../../../server/platform/local-time.ts';
import { fireDrill } from '../../support/fire-drill.ts';

const timeZone = 'Europe/Berlin';
const night = { from: '20:00', to: '06:00' };
const house: HouseClock = { quietHours: night, timeZone };
const minute = 60_000;
const hour = 60 * minute;
const utc = (text: string): number => Date.parse(`${text}Z`);
const local = (at: number): string => toLocalTime(at, timeZone);
const iso = (at: number): string => new Date(at).toISOString().slice(0, 16);

const announcement = (change: Partial<Announcement>): Announcement => ({
  ...fireDrill,
  ...{ status: 'released', priority: 'important', acknowledgement: 'confirm', expiresAt: null },
  ...change,
});

describe('The time of a reminder', () => {
  const table: [time: string, deadline: string, due: string][] = [
    ['24h', '2027-05-14T12:00', '2027-05-13T12:00'],
    ['30m', '2027-05-14T12:00', '2027-05-14T11:30'],
    ['1d 08:00', '2027-05-14T12:00', '2027-05-13T06:00'],
    ['0d 08:00', '2027-05-14T12:00', '2027-05-14T06:00'],
    // Clocks go forward on 28 March at 2 o'clock: 24 hours are hours, 8 o'clock is what they show.
    ['24h', '2027-03-28T10:00', '2027-03-27T10:00'],
    ['1d 08:00', '2027-03-29T07:00', '2027-03-28T06:00'],
    ['1d 08:00', '2027-03-28T07:00', '2027-03-27T07:00'],
    ['1d 02:30', '2027-03-29T07:00', '2027-03-28T01:00'],
    // They go back on 31 October at 3 o'clock.
    ['24h', '2027-10-31T10:00', '2027-10-30T10:00'],
    ['1d 08:00', '2027-11-01T08:00', '2027-10-31T07:00'],
    ['1d 08:00', '2027-10-31T08:00', '2027-10-30T06:00'],
    ['1d 02:30', '2027-11-01T08:00', '2027-10-31T00:30'],
  ];
  for (const [time, deadline, due] of table)
    it(`${time} before ${deadline} UTC is ${due} UTC`, () => {
      assert.equal(iso(reminderDueAt(time, utc(deadline), timeZone)), due);
    });

  it('is one that the interface takes, whatever the form offers', () => {
    for (const time of offeredTimes) assert.match(time, reminderTime);
    for (const { reminders } of Object.values(plans))
      for (const time of reminders) assert.match(time, reminderTime);
    for (const wrong of [
      '',
      '0h',
      '1',
      'h',
      '-1h',
      '1d',
      '1d 8:00',
      '1d 24:00',
      '100d 08:00',
      '99999m',
      '1h 2h',
    ])
      assert.doesNotMatch(wrong, reminderTime);
  });
});

describe('The quiet hours', () => {
  it('are read as they are written, or refused', () => {
    assert.deepEqual(parseQuietHours('20:00-06:00'), night);
    assert.equal(parseQuietHours('none'), null);
    for (const wrong of ['', '20-6', '20:00', '24:00-06:00', '20:00-20:00', '20:00-06:00-07:00'])
      assert.equal(parseQuietHours(wrong), undefined, wrong);
  });

  it('keep what is due in them until they end, or bring it before they begin, in every quarter of an hour of both changes of the clocks', () => {
    for (const [first, last] of [
      ['2027-03-26T00:00', '2027-03-30T00:00'],
      ['2027-10-29T00:00', '2027-11-02T00:00'],
    ] as const)
      for (const hours of [night, { from: '01:30', to: '02:30' }, { from: '02:15', to: '03:15' }])
        for (let at = utc(first); at < utc(last); at += 15 * minute)
          for (const left of [30 * minute, 5 * hour, 20 * hour]) {
            const deadlineAt = at + left;
            const moved = outsideQuiet(at, deadlineAt, hours, timeZone);
            assert.ok(!isQuiet(moved, hours, timeZone), `${local(at)} ${local(moved)}`);
            assert.ok(moved < deadlineAt, `${local(at)} before ${local(deadlineAt)}: ${local(moved)}`);
            if (!isQuiet(at, hours, timeZone)) assert.equal(moved, at);
          }
  });

  it('end and begin on the clocks of the house', () => {
    const moved = (at: string, deadline: string) =>
      local(outsideQuiet(utc(at), utc(deadline), night, timeZone));
    assert.equal(moved('2027-05-13T23:00', '2027-05-14T12:00'), '2027-05-14T06:00');
    assert.equal(moved('2027-05-13T23:00', '2027-05-14T03:00'), '2027-05-13T19:55');
    assert.equal(moved('2027-03-28T00:30', '2027-03-28T12:00'), '2027-03-28T06:00');
    assert.equal(moved('2027-10-31T00:30', '2027-10-31T12:00'), '2027-10-31T06:00');
    assert.equal(moved('2027-05-13T04:00', '2027-05-14T12:00'), '2027-05-13T06:00');
  });
});

describe('The plan of an announcement', () => {
  const releasedAt = utc('2027-05-10T08:00');
  const deadlineAt = utc('2027-05-14T12:00');
  const planned = (change: Partial<Announcement>, now = releasedAt) =>
    planNotices(
      announcement({ releasedAt, deadlineAt, reminders: 'default', overrideReason: '', ...change }),
      now,
      house,
    ).map(({ kind, dueAt }) => `${kind} ${local(dueAt)}`);

  const byDefault: [Priority, string[]][] = [
    ['normal', ['mail 2027-05-10T14:00', 'reminder 2027-05-13T08:00']],
    [
      'important',
      [
        ...['mail 2027-05-10T11:00', 'reminder 2027-05-13T14:00', 'reminder 2027-05-14T12:00'],
        'escalation 2027-05-14T14:00',
      ],
    ],
    [
      'critical',
      [
        ...['mail 2027-05-10T10:05', 'reminder 2027-05-14T10:00', 'reminder 2027-05-14T13:00'],
        'escalation 2027-05-14T13:30',
      ],
    ],
  ];
  for (const [priority, expected] of byDefault)
    it(`is, where it is ${priority}, ${expected.join(', ')}`, () =>
      assert.deepEqual(planned({ priority }), expected));

  it('has the times that the sender chose, none, and none without a deadline or a confirmation', () => {
    assert.deepEqual(planned({ priority: 'normal', reminders: ['1h', '2d 07:00'] }).slice(1), [
      'reminder 2027-05-12T07:00',
      'reminder 2027-05-14T13:00',
    ]);
    assert.deepEqual(planned({ priority: 'normal', reminders: [] }), ['mail 2027-05-10T14:00']);
    for (const change of [{ deadlineAt: null }, { acknowledgement: 'none' }] as const)
      assert.deepEqual(planned(change), ['mail 2027-05-10T11:00']);
  });

  it('leaves out what is over, and says once what the quiet hours bring together', () => {
    assert.deepEqual(planned({}, utc('2027-05-14T09:00')), [
      'reminder 2027-05-14T12:00',
      'escalation 2027-05-14T14:00',
    ]);
    const early = { priority: 'normal' as const, deadlineAt: utc('2027-05-14T06:00') };
    assert.deepEqual(planned({ ...early, reminders: ['4h', '5h', '6h'] }).slice(1), [
      'reminder 2027-05-14T06:00',
    ]);
  });

  it('disturbs at night only what is critical and for which a reason was given', () => {
    const early = { deadlineAt: utc('2027-05-14T06:00'), reminders: ['4h'] };
    const reminderOf = (change: Partial<Announcement>) => planned({ ...early, ...change })[1];
    assert.equal(reminderOf({ priority: 'critical' }), 'reminder 2027-05-14T06:00');
    assert.equal(reminderOf({ priority: 'critical', overrideReason: 'Gas' }), 'reminder 2027-05-14T04:00');
    assert.equal(reminderOf({ priority: 'important', overrideReason: 'Gas' }), 'reminder 2027-05-14T06:00');
    const late = { deadlineAt: utc('2027-05-14T20:00') };
    assert.equal(planned(late).at(-1), 'escalation 2027-05-14T19:55');
    assert.equal(
      planned({ ...late, priority: 'critical', overrideReason: 'Gas' }).at(-1),
      'escalation 2027-05-14T21:30',
    );
  });

  it('tells of those outstanding when the quiet hours end, where it is too late for the evening before', () => {
    const late = { deadlineAt: utc('2027-05-14T21:00') };
    const after = 'escalation 2027-05-15T06:00';
    for (const now of ['2027-05-14T19:00', '2027-05-14T22:30'])
      assert.deepEqual(planned(late, utc(now)), [after], now);
    assert.deepEqual(planned({ ...late, reminders: ['1h'] }, utc('2027-05-14T19:00')), [after]);
    assert.deepEqual(planned(late, utc('2027-05-15T04:00')), []);
  });
});

describe('A planned notice that is due', () => {
  const deadlineAt = utc('2027-05-14T12:00');
  const judge = (
    dueAt: string,
    now: string,
    change: Partial<Announcement> = {},
    kind: 'reminder' | 'escalation' = 'reminder',
  ) =>
    judgeDue(
      { kind, dueAt: utc(dueAt) },
      announcement({ deadlineAt, overrideReason: '', ...change }),
      utc(now),
      house,
    );

  it('is sent, also late, but not past the deadline, nor of what no longer holds', () => {
    assert.equal(judge('2027-05-13T12:00', '2027-05-13T12:00'), 'send');
    assert.equal(judge('2027-05-13T12:00', '2027-05-13T15:00'), 'send');
    assert.equal(judge('2027-05-14T10:00', '2027-05-14T12:00'), 'drop');
    assert.equal(judge('2027-05-14T12:00', '2027-05-14T17:00', {}, 'escalation'), 'send');
    for (const change of [
      { status: 'withdrawn' },
      { expiresAt: utc('2027-05-13T11:00') },
      { deadlineAt: null },
    ] as const)
      assert.equal(judge('2027-05-13T12:00', '2027-05-13T12:00', change), 'drop');
  });

  it('waits for the end of quiet hours that were set after it was planned', () => {
    const waitUntil = utc('2027-05-14T04:00');
    assert.deepEqual(judge('2027-05-13T21:00', '2027-05-13T21:00'), { waitUntil });
    assert.equal(judge('2027-05-13T17:59', '2027-05-13T18:00'), 'send', 'its time was just before them');
  });

  it('waits for the end of the quiet hours when the house was shut over its time', () => {
    assert.deepEqual(judge('2027-05-13T12:00', '2027-05-13T21:00'), { waitUntil: utc('2027-05-14T04:00') });
    assert.equal(
      judge('2027-05-13T12:00', '2027-05-13T21:00', { deadlineAt: utc('2027-05-14T03:00') }),
      'drop',
    );
    assert.deepEqual(judge('2027-05-14T12:00', '2027-05-14T21:00', {}, 'escalation'), {
      waitUntil: utc('2027-05-15T04:00'),
    });
    assert.equal(
      judge('2027-05-13T12:00', '2027-05-13T21:00', { priority: 'critical', overrideReason: 'Gas' }),
      'send',
    );
  });
});
