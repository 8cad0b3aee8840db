import assert from 'node:assert/strict';
import {
  type Announcement,
  checkContent,
  checkDraft,
  checkExpectedRecipients,
  formatNumber,
  isOpen,
  longestBody,
  longestTitle,
  release,
} from '../../server/announcements/announcement.ts';
import { nobody } from '../../server/announcements/audience.ts';
import { refusesAs } from '../support/refuses-as.ts';

const dayMs = 24 * 3600 * 1000;
const now = Date.UTC(2026, 10, 21, 12);

const draft: Announcement = {
  ...{ id: 'a'.repeat(32), number: '2026-118', version: 1, status: 'draft', senderId: 'anna' },
  ...{ title: 'Brandschutz', body: 'Bitte lesen.', bodyHtml: '<p>Bitte lesen.</p>', contentHash: 'hash' },
  ...{ priority: 'critical', acknowledgement: 'confirm', deadlineAt: now + dayMs },
  audience: { ...nobody, teams: ['early-shift'] },
  ...{ releasedAt: null, createdAt: now - 1000, updatedAt: now - 1000 },
};

describe('What even a draft must keep to', () => {
  const refusals: [string, Partial<Announcement>, string][] = [
    ['a title of spaces', { title: '  \t' }, 'title-missing'],
    ['a title that is too long', { title: 'x'.repeat(longestTitle + 1) }, 'title-too-long'],
    ['a text that is too long', { body: 'x'.repeat(longestBody + 1) }, 'body-too-long'],
    ['a deadline that is now', { deadlineAt: now }, 'deadline-past'],
    ['a deadline beyond 366 days', { deadlineAt: now + 366 * dayMs + 1 }, 'deadline-too-far'],
  ];
  for (const [what, change, reason] of refusals) {
    it(`refuses ${what}`, () => {
      assert.throws(() => checkContent({ ...draft, ...change }, now), refusesAs('invalid', reason));
    });
  }

  it('takes what is just within the limits', () => {
    const title = 'x'.repeat(longestTitle);
    const body = 'x'.repeat(longestBody);
    checkContent({ ...draft, title, body, deadlineAt: now + 366 * dayMs }, now);
    checkContent({ ...draft, body: '', deadlineAt: null }, now);
    checkContent({ ...draft, deadlineAt: now + 1 }, now);
  });
});

describe('The release of a draft', () => {
  it('changes the status and the times, and nothing else', () => {
    assert.deepEqual(release(draft, 8, now), {
      ...draft,
      status: 'released',
      releasedAt: now,
      updatedAt: now,
    });
    assert.equal(draft.status, 'draft');
  });

  const refusals: [string, Partial<Announcement>, number, string, string][] = [
    ['what is released already', { status: 'released' }, 8, 'conflict', 'already-released'],
    ['a text that is missing', { body: ' \n ' }, 8, 'invalid', 'body-missing'],
    ['an audience that names nobody', { audience: nobody }, 8, 'invalid', 'audience-empty'],
    ['an audience in which nobody is', {}, 0, 'invalid', 'audience-nobody'],
    [
      'a deadline that has passed since it was written',
      { deadlineAt: now - 1 },
      8,
      'invalid',
      'deadline-past',
    ],
  ];
  for (const [what, change, recipients, code, reason] of refusals) {
    it(`refuses ${what}`, () => {
      assert.throws(() => release({ ...draft, ...change }, recipients, now), refusesAs(code, reason));
    });
  }

  it('leaves a released one closed to editing', () => {
    checkDraft(draft);
    assert.throws(() => checkDraft(release(draft, 8, now)), refusesAs('conflict', 'not-a-draft'));
  });
});

describe('The number that the sender saw', () => {
  it('may be wrong by one in a hundred and no more', () => {
    for (const [expected, recipients] of [
      [null, 5],
      [212, 212],
      [200, 202],
      [200, 198],
      [0, 0],
    ] as const) {
      checkExpectedRecipients(expected, recipients);
    }
    for (const [expected, recipients] of [
      [200, 203],
      [200, 197],
      [99, 100],
      [8, 7],
      [0, 1],
    ] as const) {
      const refusal = refusesAs('conflict', 'recipients-changed');
      assert.throws(() => checkExpectedRecipients(expected, recipients), refusal);
    }
  });
});

describe('An announcement is open for newcomers', () => {
  it('until its deadline', () => {
    const announcement = { releasedAt: now, deadlineAt: now + dayMs };
    assert.equal(isOpen(announcement, now), true);
    assert.equal(isOpen(announcement, now + dayMs - 1), true);
    assert.equal(isOpen(announcement, now + dayMs), false);
  });

  it('for 30 days without a deadline', () => {
    const announcement = { releasedAt: now, deadlineAt: null };
    assert.equal(isOpen(announcement, now + 30 * dayMs - 1), true);
    assert.equal(isOpen(announcement, now + 30 * dayMs), false);
  });

  it('not before its release', () => {
    assert.equal(isOpen({ releasedAt: null, deadlineAt: now + dayMs }, now), false);
  });
});

it('A number is the year and the serial', () => {
  assert.equal(formatNumber(2026, 118), '2026-118');
});
