import assert from 'node:assert/strict';
import { clock, dateTime, formatNumber, timeLeft, when } from '../../../server/platform/views/dates.ts';
import type { Language } from '../../../server/platform/views/languages.ts';

const timeZone = 'Europe/Berlin';
const now = Date.parse('2025-11-20T07:00:00Z');
const hour = 3_600_000;

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

function sees(language: Language, time: string, at = now): string {
  return plain(when(Date.parse(time), { language, timeZone, now: at }));
}

describe('Dates', () => {
  it('are near days by name and others by date, in each language', () => {
    assert.equal(sees('en', '2025-11-20T05:12:00Z'), 'today, 06:12');
    assert.equal(sees('de', '2025-11-20T05:12:00Z'), 'heute, 06:12 Uhr');
    assert.equal(sees('nl', '2025-11-20T05:12:00Z'), 'vandaag, 06.12 uur');
    assert.equal(sees('de', '2025-11-21T13:00:00Z'), 'morgen, 14:00 Uhr');
    assert.equal(sees('nl', '2025-11-19T14:20:00Z'), 'gisteren, 15.20 uur');
    assert.equal(sees('en', '2025-11-28T13:00:00Z'), 'Fri 28 Nov, 14:00');
    assert.equal(sees('de', '2025-11-28T13:00:00Z'), 'Fr. 28. Nov., 14:00 Uhr');
    assert.equal(sees('nl', '2025-11-28T13:00:00Z'), 'vr 28 nov, 14.00 uur');
  });

  it('name the year only when it is another one', () => {
    assert.equal(sees('en', '2026-01-02T08:00:00Z'), 'Fri 2 Jan 2026, 09:00');
  });

  it('do not break within a date or between a time and its unit', () => {
    const viewer = { language: 'de', timeZone, now } as const;
    assert.equal(when(Date.parse('2025-11-28T13:00:00Z'), viewer), 'Fr.\u00a028.\u00a0Nov., 14:00\u00a0Uhr');
  });

  it('count calendar days where the viewer is, not where the server is', () => {
    assert.equal(sees('en', '2025-11-20T23:30:00Z'), 'tomorrow, 00:30');
    assert.equal(sees('en', '2025-11-19T22:59:00Z'), 'yesterday, 23:59');
  });

  it('stay right on the short day in March 2027', () => {
    const evening = Date.parse('2027-03-27T22:30:00Z');
    assert.equal(sees('en', '2027-03-28T00:59:00Z', evening), 'tomorrow, 01:59');
    assert.equal(sees('en', '2027-03-28T01:00:00Z', evening), 'tomorrow, 03:00');
    assert.equal(sees('en', '2027-03-28T21:59:00Z', evening), 'tomorrow, 23:59');
    assert.equal(sees('de', '2027-03-28T22:00:00Z', evening), 'Mo. 29. März, 00:00 Uhr');
  });

  it('stay right on the long day in October 2027', () => {
    const midnight = Date.parse('2027-10-30T22:00:00Z');
    assert.equal(sees('en', '2027-10-31T22:59:00Z', midnight), 'today, 23:59');
    assert.equal(sees('en', '2027-10-31T23:00:00Z', midnight), 'tomorrow, 00:00');
  });
});

describe('A full date', () => {
  const at = Date.parse('2025-11-20T05:12:47Z');

  it('has its year, and a clock its seconds', () => {
    assert.equal(plain(dateTime(at, { language: 'en', timeZone })), 'Thu 20 Nov 2025, 06:12');
    assert.equal(plain(clock(at, { language: 'en', timeZone })), 'Thu 20 Nov 2025, 06:12:47');
    assert.equal(plain(clock(at, { language: 'de', timeZone })), 'Do. 20. Nov. 2025, 06:12:47');
    assert.equal(plain(clock(at, { language: 'nl', timeZone })), 'do 20 nov 2025, 06.12.47');
  });

  it('says which of the two it is in the hour that October repeats', () => {
    const first = Date.parse('2027-10-31T00:30:00Z');
    assert.match(clock(first, { language: 'de', timeZone }), /02:30:00 \(MESZ\)$/);
    assert.match(clock(first + hour, { language: 'de', timeZone }), /02:30:00 \(MEZ\)$/);
    assert.match(clock(first + 2 * hour, { language: 'de', timeZone }), /03:30:00$/);
  });
});

describe('The time left', () => {
  const left = (language: Language, ms: number) => plain(timeLeft(now + ms, { language, now }));

  it('is told in days, then hours, then minutes', () => {
    assert.equal(left('en', 8 * 24 * hour), '8 days left');
    assert.equal(left('en', 20 * hour + hour / 3), '20 h 20 min left');
    assert.equal(left('de', 3 * hour), 'noch 3 Std.');
    assert.equal(left('nl', hour / 4), 'nog 15 min');
    assert.equal(left('en', 1000), 'less than a minute left');
    assert.equal(left('de', 0), 'Frist abgelaufen');
  });
});

describe('Numbers', () => {
  it('are grouped as the language does', () => {
    assert.deepEqual(
      (['en', 'de', 'nl'] as const).map((language) => formatNumber(12_500, language)),
      ['12,500', '12.500', '12.500'],
    );
  });
});
