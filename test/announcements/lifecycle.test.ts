import assert from 'node:assert/strict';
import type { Announcement } from '../../server/announcements/announcement.ts';
import { nobody } from '../../server/announcements/audience.ts';
import {
  approve,
  canRecall,
  checkChanged,
  checkDiscard,
  correct,
  hold,
  isUnreleased,
  longestSentence,
  needsApproval,
  recallWindowMs,
  releaseScheduled,
  reopen,
  requestRelease,
  sendBack,
  takeOver,
  withdraw,
} from '../../server/announcements/lifecycle.ts';
import { fireDrill as draft, noon as now } from '../support/fire-drill.ts';
import { refusesAs } from '../support/refuses-as.ts';

const dayMs = 24 * 3600 * 1000;
const byOne = { now, approvalAbove: null };
const everyone = { ...nobody, everyone: true };
const released: Announcement = { ...draft, status: 'released', releasedAt: now, updatedAt: now };
const scheduled: Announcement = { ...draft, status: 'scheduled', releaseAt: now + 3600 };
const submitted: Announcement = { ...draft, status: 'awaiting-approval', submittedAt: now - 1 };
const withdrawn: Announcement = { ...released, status: 'withdrawn', withdrawnAt: now, withdrawalReason: '' };
const all = { draft, scheduled, submitted, released, withdrawn };

function refuses(code: string, reason: string, transition: () => unknown): void {
  assert.throws(transition, refusesAs(code, reason));
}

describe('Pressing the button', () => {
  it('releases at once what has no time of its own', () => {
    const expected = { ...draft, status: 'released', releasedAt: now, updatedAt: now };
    assert.deepEqual(requestRelease(draft, 8, byOne), expected);
    assert.equal(draft.status, 'draft');
  });

  it('schedules what has one', () => {
    const planned = { ...draft, releaseAt: now + 1 };
    assert.deepEqual(requestRelease(planned, 8, byOne), { ...planned, status: 'scheduled', updatedAt: now });
  });

  it('asks for a second person where two must release', () => {
    const waiting = requestRelease({ ...draft, audience: everyone }, 62, byOne);
    assert.deepEqual(
      [waiting.status, waiting.submittedAt, waiting.releasedAt],
      ['awaiting-approval', now, null],
    );
    assert.equal(waiting.updatedAt, now);
  });

  const refusals: [string, Announcement, number, string, string][] = [
    ['what is released already', released, 8, 'conflict', 'already-released'],
    ['what was withdrawn', withdrawn, 8, 'conflict', 'already-released'],
    ['what waits for a second person', submitted, 8, 'conflict', 'already-submitted'],
    ['what is scheduled', scheduled, 8, 'conflict', 'already-scheduled'],
    ['a text that is missing', { ...draft, body: ' \n ' }, 8, 'invalid', 'body-missing'],
    [
      'a translation without a text',
      { ...draft, translations: [{ language: 'nl', title: 'Brand', body: ' ' }] },
      8,
      'invalid',
      'body-missing',
    ],
    ['an audience that names nobody', { ...draft, audience: nobody }, 8, 'invalid', 'audience-empty'],
    ['an audience in which nobody is', draft, 0, 'invalid', 'audience-nobody'],
    ['a deadline that has passed meanwhile', { ...draft, deadlineAt: now }, 8, 'invalid', 'deadline-past'],
    ['a time of release that has passed', { ...draft, releaseAt: now }, 8, 'invalid', 'release-past'],
  ];
  for (const [what, announcement, recipients, code, reason] of refusals) {
    it(`refuses ${what}`, () => {
      refuses(code, reason, () => requestRelease(announcement, recipients, byOne));
    });
  }
});

describe('A refusal on the way', () => {
  const names = (reason: string, field: string, transition: () => unknown, params = {}): void => {
    assert.throws(transition, refusesAs('invalid', reason, field, params));
  };
  const [tooLong, limit] = ['x'.repeat(longestSentence + 1), { count: longestSentence }];

  it('of a release names the field', () => {
    const press = (change: object, recipients = 8) =>
      requestRelease({ ...draft, ...change }, recipients, byOne);
    names('body-missing', 'body', () => press({ body: ' ' }));
    names('audience-empty', 'audience', () => press({ audience: nobody }));
    names('audience-nobody', 'audience', () => press({}, 0));
  });

  it('of a sentence names the field and how long it may be', () => {
    names('reason-missing', 'note', () => sendBack(submitted, 'deniz', ' ', now));
    names('reason-too-long', 'note', () => sendBack(submitted, 'deniz', tooLong, now), limit);
    names('reason-missing', 'reason', () => withdraw(released, 'ab', now));
    names('reason-too-long', 'reason', () => withdraw(released, tooLong, now), limit);
  });

  it('of a correction names the field', () => {
    const correction = { ...released, kind: 'material' as const, note: '' };
    names('reason-too-long', 'note', () => correct(released, { ...correction, note: tooLong }, now), limit);
    names('body-missing', 'body', () => correct(released, { ...correction, body: ' ' }, now));
    names('nothing-changed', 'body', () => {
      checkChanged(released, released);
    });
  });
});

describe('A sentence that is asked for', () => {
  it('may have 3 to 500 characters; spaces are none', () => {
    assert.equal(withdraw(released, ' abc ', now).withdrawalReason, 'abc');
    assert.equal(withdraw(released, 'x'.repeat(500), now).withdrawalReason?.length, 500);
    assert.equal(withdraw(released, '   ', now).withdrawalReason, '');
  });
});

describe('Two persons', () => {
  it('release what is critical for everyone, and what goes to more than the house lets one reach', () => {
    assert.equal(needsApproval({ priority: 'critical', audience: everyone }, 3, null), true);
    assert.equal(needsApproval({ priority: 'important', audience: everyone }, 3, null), false);
    assert.equal(needsApproval({ priority: 'critical', audience: draft.audience }, 3, null), false);
    assert.equal(needsApproval({ priority: 'normal', audience: draft.audience }, 500, 500), false);
    assert.equal(needsApproval({ priority: 'normal', audience: draft.audience }, 501, 500), true);
  });

  it('are two: the sender cannot be the second', () => {
    refuses('forbidden', 'approver-is-sender', () => approve(submitted, 'anna', 8, now));
    refuses('forbidden', 'approver-is-sender', () => sendBack(submitted, 'anna', 'Bitte kürzen.', now));
  });

  it('release it at once, or at its time, or at once when that has passed meanwhile', () => {
    const approved = approve(submitted, 'deniz', 8, now);
    assert.deepEqual([approved.status, approved.releasedAt, approved.updatedAt], ['released', now, now]);
    assert.equal(approve({ ...submitted, releaseAt: now + 1 }, 'deniz', 8, now).status, 'scheduled');
    assert.equal(approve({ ...submitted, releaseAt: now }, 'deniz', 8, now).status, 'released');
    assert.equal(approve({ ...submitted, releaseAt: now - dayMs }, 'deniz', 8, now).status, 'released');
  });

  it('cannot release what nobody would get, or whose deadline has passed', () => {
    refuses('invalid', 'audience-nobody', () => approve(submitted, 'deniz', 0, now));
    const late = { ...submitted, deadlineAt: now };
    refuses('invalid', 'deadline-past', () => approve(late, 'deniz', 8, now));
  });

  it('decide only what waits', () => {
    for (const announcement of [draft, scheduled, released, withdrawn]) {
      refuses('conflict', 'nothing-to-approve', () => approve(announcement, 'deniz', 8, now));
      refuses('conflict', 'nothing-to-approve', () => sendBack(announcement, 'deniz', 'Nein.', now));
    }
  });

  it('say why when they say no, and it is a draft again', () => {
    const expected = { ...submitted, status: 'draft', submittedAt: null, updatedAt: now };
    assert.deepEqual(sendBack(submitted, 'deniz', 'Bitte kürzen.', now), expected);
    refuses('invalid', 'reason-missing', () => sendBack(submitted, 'deniz', ' x ', now));
    const long = 'x'.repeat(longestSentence + 1);
    refuses('invalid', 'reason-too-long', () => sendBack(submitted, 'deniz', long, now));
  });
});

describe('Before the release', () => {
  it('everything can be changed and is a draft then', () => {
    assert.deepEqual(reopen(scheduled), { ...scheduled, status: 'draft' });
    assert.deepEqual(reopen(submitted), { ...submitted, status: 'draft', submittedAt: null });
    assert.deepEqual(reopen(draft), draft);
    for (const announcement of [released, withdrawn])
      refuses('conflict', 'not-a-draft', () => reopen(announcement));
  });

  it('everything can be thrown away, and nothing after it', () => {
    for (const announcement of [draft, scheduled, submitted]) {
      assert.equal(isUnreleased(announcement), true);
      checkDiscard(announcement);
    }
    for (const announcement of [released, withdrawn]) {
      assert.equal(isUnreleased(announcement), false);
      refuses('conflict', 'only-drafts-discarded', () => {
        checkDiscard(announcement);
      });
    }
  });

  it('the clock releases what is scheduled and not held, and nothing else', () => {
    const expected = { ...scheduled, status: 'released', releasedAt: now, updatedAt: now };
    assert.deepEqual(releaseScheduled(scheduled, now), expected);
    refuses('conflict', 'not-scheduled', () => releaseScheduled({ ...scheduled, heldAt: now - 1 }, now));
    for (const announcement of [draft, submitted, released, withdrawn])
      refuses('conflict', 'not-scheduled', () => releaseScheduled(announcement, now));
  });
});

describe('A withdrawal', () => {
  it('needs no reason within a minute of the release', () => {
    const at = now + recallWindowMs;
    const expected = {
      ...released,
      status: 'withdrawn',
      withdrawnAt: at,
      withdrawalReason: '',
      updatedAt: at,
    };
    assert.deepEqual(withdraw(released, '', at), expected);
    assert.deepEqual([canRecall(released, at), canRecall(released, at + 1)], [true, false]);
    assert.deepEqual([canRecall(draft, now), canRecall(withdrawn, now)], [false, false]);
  });

  it('needs one after that', () => {
    const at = now + recallWindowMs + 1;
    refuses('invalid', 'reason-missing', () => withdraw(released, '  ', at));
    assert.equal(
      withdraw(released, ' Tor 2 ist wieder frei. ', at).withdrawalReason,
      'Tor 2 ist wieder frei.',
    );
    refuses('invalid', 'reason-too-long', () => withdraw(released, 'x'.repeat(longestSentence + 1), at));
    refuses('invalid', 'reason-missing', () => withdraw(released, 'ab', now));
  });

  it('takes back only what is out', () => {
    for (const announcement of [draft, scheduled, submitted])
      refuses('conflict', 'not-released', () => withdraw(announcement, 'Irrtum', now));
    refuses('conflict', 'already-withdrawn', () => withdraw(withdrawn, 'Irrtum', now));
  });
});

describe('A correction', () => {
  const text = {
    title: 'Brandschutz',
    body: 'Neu.',
    translations: [],
    deadlineAt: draft.deadlineAt,
    note: '',
  };
  const editorial = { ...text, kind: 'editorial' as const };
  const material = { ...text, kind: 'material' as const, note: ' Tor 3 statt Tor 2. ' };

  it('that is editorial keeps what was confirmed', () => {
    const corrected = correct(released, editorial, now + 5);
    assert.deepEqual(
      [corrected.version, corrected.asksFromVersion, corrected.versionKind, corrected.body],
      [2, 1, 'editorial', 'Neu.'],
    );
    assert.deepEqual([corrected.versionCreatedAt, corrected.updatedAt], [now + 5, now + 5]);
    assert.deepEqual([corrected.status, corrected.releasedAt], ['released', now]);
  });

  it('that is material asks everybody again', () => {
    const corrected = correct(correct(released, editorial, now), material, now);
    assert.deepEqual([corrected.version, corrected.asksFromVersion], [3, 3]);
    assert.equal(corrected.versionNote, 'Tor 3 statt Tor 2.');
    assert.equal(correct(corrected, editorial, now).asksFromVersion, 3);
  });

  it('that is material needs a deadline ahead; an editorial one may keep one that has passed', () => {
    const late = { ...released, deadlineAt: now - 1 };
    const old = { deadlineAt: now - 1 };
    refuses('invalid', 'deadline-past', () => correct(late, { ...material, ...old }, now));
    assert.equal(correct(late, { ...editorial, ...old }, now).deadlineAt, now - 1);
    refuses('invalid', 'deadline-past', () => correct(late, { ...editorial, deadlineAt: now - 2 }, now));
    assert.equal(correct(late, { ...material, deadlineAt: now + dayMs }, now).deadlineAt, now + dayMs);
  });

  it('keeps to what a text must keep to', () => {
    refuses('invalid', 'title-missing', () => correct(released, { ...material, title: ' ' }, now));
    refuses('invalid', 'body-missing', () => correct(released, { ...material, body: ' ' }, now));
    const empty = [{ language: 'nl' as const, title: 'Brand', body: '' }];
    refuses('invalid', 'body-missing', () => correct(released, { ...material, translations: empty }, now));
    const note = 'x'.repeat(longestSentence + 1);
    refuses('invalid', 'reason-too-long', () => correct(released, { ...material, note }, now));
    assert.equal(correct(released, { ...material, note: note.slice(1) }, now).version, 2);
  });

  it('is of what is out and holds', () => {
    for (const announcement of [draft, scheduled, submitted])
      refuses('conflict', 'not-released', () => correct(announcement, material, now));
    refuses('conflict', 'already-withdrawn', () => correct(withdrawn, material, now));
    const over = { ...released, expiresAt: now };
    refuses('conflict', 'expired', () => correct(over, material, now));
  });

  it('changes something that a reader sees', () => {
    const same = { ...editorial, body: released.body };
    refuses('invalid', 'nothing-changed', () => {
      checkChanged(released, correct(released, same, now));
    });
    const changes = [
      { body: 'Neu.' },
      { title: 'Neu' },
      { deadlineAt: now + 5 },
      { translations: [inDutch] },
    ];
    for (const change of changes) checkChanged(released, correct(released, { ...same, ...change }, now));
  });
});

const inDutch = { language: 'nl' as const, title: 'Brandveiligheid', body: 'Graag lezen.' };

describe('A sender who is gone', () => {
  it('leaves what another publisher takes over: unreleased as a draft, released as it was', () => {
    for (const [name, announcement] of Object.entries(all)) {
      const held = hold(announcement, now);
      assert.deepEqual(held, { ...announcement, heldAt: now, updatedAt: now });
      const taken = takeOver(held, 'deniz', now + 1);
      assert.deepEqual([taken.senderId, taken.heldAt, taken.updatedAt], ['deniz', null, now + 1]);
      const status = isUnreleased(announcement) ? 'draft' : announcement.status;
      assert.deepEqual([taken.status, taken.submittedAt], [status, null], name);
    }
  });

  it('is the only reason to take something over', () => {
    for (const announcement of Object.values(all))
      refuses('conflict', 'not-held', () => takeOver(announcement, 'deniz', now));
  });
});
