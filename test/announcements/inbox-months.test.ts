import assert from 'node:assert/strict';
import { groupByMonth } from '../../server/announcements/inbox-months.ts';
import { toCard, type CardRow } from '../../server/announcements/inbox-card-row.ts';

const now = Date.UTC(2026, 10, 22, 12);
const viewer = { language: 'de', timeZone: 'Europe/Berlin', now } as const;

const row: CardRow = {
  ...{ id: 'x', number_year: 2026, number_serial: 1, title: 'Probe', language: 'de', priority: 'normal' },
  ...{ acknowledgement: 'none', deadline_at: null, released_at: now, sender_id: 'a', sender_name: 'A' },
  ...{ sender_department: '', acknowledged_at: null, status: 'released', drill: 0, version: 1 },
  ...{ expires_at: null, older: null },
};
const cardOf = (releasedAt: number) => toCard({ ...row, released_at: releasedAt }, now);

describe('The months of an inbox', () => {
  it('are those of the house, one after the other, with the year where it is another one', () => {
    const times = [
      Date.UTC(2026, 10, 10),
      // In Berlin it is the first of November already.
      Date.UTC(2026, 9, 31, 23, 30),
      Date.UTC(2026, 9, 31, 22, 30),
      Date.UTC(2025, 9, 3),
    ];
    const months = groupByMonth(times.map(cardOf), viewer);
    assert.deepEqual(
      months.map(({ name, otherYear, isThis, cards }) => [name, otherYear, isThis, cards.length]),
      [
        ['November', null, true, 2],
        ['Oktober', null, false, 1],
        ['Oktober', 2025, false, 1],
      ],
    );
  });

  it('are called in the reader’s language', () => {
    const march = [cardOf(Date.UTC(2026, 2, 3))];
    const named = (['de', 'en', 'nl'] as const).map(
      (language) => groupByMonth(march, { ...viewer, language })[0]?.name,
    );
    assert.deepEqual(named, ['März', 'March', 'maart']);
  });
});
