import assert from 'node:assert/strict';
import {
  checkContent,
  checkExpectedRecipients,
  checkUnchanged,
  formatNumber,
  isOpen,
  longestBody,
  longestTitle,
} from '../../server/announcements/announcement.ts';
import { fireDrill as draft, noon as now, type Announcement } from '../support/fire-drill.ts';
import { refusesAs } from '../support/refuses-as.ts';

const dayMs = 24 * 3600 * 1000;

const inDutch = { language: 'nl' as const, title: 'Brandveiligheid', body: 'Graag lezen.' };

describe('What even a draft must keep to', () => {
  const refusals: [string, Partial<Announcement>, string][] = [
    ['a title of spaces', { title: '  \t' }, 'title-missing'],
    ['a title that is too long', { title: 'x'.repeat(longestTitle + 1) }, 'title-too-long'],
    ['a text that is too long', { body: 'x'.repeat(longestBody + 1) }, 'body-too-long'],
    ['a deadline that is now', { deadlineAt: now }, 'deadline-past'],
    ['a deadline beyond 366 days', { deadlineAt: now + 366 * dayMs + 1 }, 'deadline-too-far'],
    ['a release that is now', { releaseAt: now }, 'release-past'],
    ['a release beyond 366 days', { releaseAt: now + 366 * dayMs + 1, deadlineAt: null }, 'release-too-far'],
    ['an end of validity that is now', { expiresAt: now }, 'expiry-past'],
    ['an end of validity beyond 366 days', { expiresAt: now + 366 * dayMs + 1 }, 'expiry-too-far'],
    ['a deadline at the release', { releaseAt: now + dayMs }, 'deadline-before-release'],
    ['an end of validity before the deadline', { expiresAt: now + dayMs - 1 }, 'expiry-too-early'],
    [
      'an end of validity before the release',
      { deadlineAt: null, releaseAt: now + 2 * dayMs, expiresAt: now + 2 * dayMs - 1 },
      'expiry-too-early',
    ],
    ['its own language twice', { translations: [inDutch, { ...inDutch, language: 'de' }] }, 'language-twice'],
    ['another language twice', { translations: [inDutch, inDutch] }, 'language-twice'],
    ['a translation without a title', { translations: [{ ...inDutch, title: ' ' }] }, 'title-missing'],
    [
      'a translation that is too long',
      { translations: [{ ...inDutch, body: 'x'.repeat(longestBody + 1) }] },
      'body-too-long',
    ],
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
    checkContent({ ...draft, releaseAt: now + dayMs - 1, expiresAt: now + dayMs }, now);
    checkContent({ ...draft, translations: [inDutch, { ...inDutch, language: 'en' }] }, now);
  });
});

describe('A refusal of what was written', () => {
  const tooFar = now + 366 * dayMs + 1;
  const cases: [string, Partial<Announcement>, string, Record<string, number>?][] = [
    ['title-missing', { title: ' ' }, 'title'],
    ['title-too-long', { title: 'x'.repeat(201) }, 'title', { count: 200 }],
    ['body-too-long', { body: 'x'.repeat(20_001) }, 'body', { count: 20_000 }],
    ['deadline-past', { deadlineAt: now }, 'deadlineAt'],
    ['release-past', { releaseAt: now }, 'releaseAt'],
    ['expiry-too-far', { expiresAt: tooFar }, 'expiresAt'],
    ['deadline-before-release', { releaseAt: now + dayMs }, 'deadlineAt'],
    ['expiry-too-early', { expiresAt: now + 1 }, 'expiresAt'],
    ['language-twice', { translations: [inDutch, inDutch] }, 'translations'],
  ];
  for (const [reason, change, field, params = {}] of cases) {
    it(`names the field: ${reason} in ${field}`, () => {
      const refusal = refusesAs('invalid', reason, field, params);
      assert.throws(() => checkContent({ ...draft, ...change }, now), refusal);
    });
  }
});

describe('Of two windows on one draft', () => {
  it('the later one goes on where it was shown what stands there, or was shown nothing', () => {
    checkUnchanged(draft, draft.updatedAt);
    checkUnchanged(draft, null);
  });

  it('the later one is told what has happened since', () => {
    const [changed, gone] = [
      refusesAs('conflict', 'draft-changed'),
      refusesAs('conflict', 'already-released'),
    ];
    assert.throws(() => checkUnchanged(draft, draft.updatedAt - 1), changed);
    assert.throws(() => checkUnchanged({ ...draft, releasedAt: now }, draft.updatedAt - 1), gone);
  });
});

describe('The number that the sender saw', () => {
  it('is said beside the true one when it is wrong', () => {
    const refusal = refusesAs('conflict', 'recipients-changed', 'audience', {
      expected: 200,
      recipients: 203,
    });
    assert.throws(() => checkExpectedRecipients(200, 203), refusal);
  });

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
  const released: Announcement = { ...draft, status: 'released', releasedAt: now };

  it('not once it no longer holds', () => {
    const announcement = { ...released, deadlineAt: null, expiresAt: now + dayMs };
    assert.equal(isOpen(announcement, now + dayMs - 1), true);
    assert.equal(isOpen(announcement, now + dayMs), false);
  });

  it('not when it has been withdrawn', () => {
    assert.equal(isOpen({ ...released, status: 'withdrawn' }, now), false);
  });

  it('until its deadline', () => {
    const announcement = { ...released, deadlineAt: now + dayMs };
    assert.equal(isOpen(announcement, now), true);
    assert.equal(isOpen(announcement, now + dayMs - 1), true);
    assert.equal(isOpen(announcement, now + dayMs), false);
  });

  it('for 30 days without a deadline', () => {
    const announcement = { ...released, deadlineAt: null };
    assert.equal(isOpen(announcement, now + 30 * dayMs - 1), true);
    assert.equal(isOpen(announcement, now + 30 * dayMs), false);
  });

  it('not before its release', () => {
    assert.equal(isOpen({ ...draft, deadlineAt: now + dayMs }, now), false);
    assert.equal(isOpen({ ...released, releasedAt: null }, now), false);
  });
});

it('A number is the year and the serial', () => {
  assert.equal(formatNumber(2026, 118), '2026-118');
});
