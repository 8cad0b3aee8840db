import assert from 'node:assert/strict';
import {
  confirm,
  fulfil,
  type Confirmation,
  type Given,
  type Standing,
  isInTimeByClaim,
  isLate,
  obligationChange,
} from '../../server/acknowledgements/acknowledgement.ts';
import type { Announcement } from '../../server/announcements/announcement.ts';
import { fireDrill, noon as now } from '../support/fire-drill.ts';
import { refusesAs } from '../support/refuses-as.ts';

const announcement: Announcement = {
  ...{ ...fireDrill, version: 3, asksFromVersion: 2, status: 'released' },
  ...{ deadlineAt: now, releasedAt: now - 1000 },
};
const confirmation: Confirmation = {
  ...{ announcement, personId: 'ben', version: 3, contentHash: 'hash', clientAckId: 'click-118' },
  ...{ claimedAt: null, signedInHow: 'demo', device: 'Chrome, Android' },
};

describe('A confirmation', () => {
  it('proves who, which version and text, when, against which deadline, how and where', () => {
    assert.deepEqual(confirm(confirmation, 'receipt', now), {
      ...{ id: 'receipt', announcementId: announcement.id, personId: 'ben', version: 3, contentHash: 'hash' },
      ...{ clientAckId: 'click-118', acknowledgedAt: now, claimedAt: null, deadlineAt: now },
      ...{ signedInHow: 'demo', device: 'Chrome, Android' },
    });
  });

  it('is refused where there is nothing to confirm', () => {
    const given = { ...confirmation, announcement: { ...announcement, acknowledgement: 'none' as const } };
    assert.throws(() => confirm(given, 'receipt', now), refusesAs('conflict', 'nothing-to-confirm'));
  });

  it('is refused when it has been withdrawn', () => {
    const given = { ...confirmation, announcement: { ...announcement, status: 'withdrawn' as const } };
    assert.throws(() => confirm(given, 'receipt', now), refusesAs('conflict', 'withdrawn'));
  });

  it('is of the text that holds, but for editorial corrections', () => {
    assert.equal(confirm({ ...confirmation, version: 2 }, 'receipt', now).version, 2);
    const older = { ...confirmation, version: 1 };
    assert.throws(() => confirm(older, 'receipt', now), refusesAs('conflict', 'text-corrected'));
    for (const missing of [
      { ...confirmation, version: 4 },
      { ...confirmation, contentHash: null },
    ])
      assert.throws(() => confirm(missing, 'receipt', now), refusesAs('invalid', 'unknown-version'));
  });

  it('is refused with the version that was named', () => {
    const names = (given: Confirmation, reason: string, params: Record<string, number>, code = 'invalid') => {
      assert.throws(() => confirm(given, 'receipt', now), refusesAs(code, reason, 'version', params));
    };
    names({ ...confirmation, version: 4 }, 'unknown-version', { version: 4 });
    names({ ...confirmation, contentHash: null }, 'unknown-version', { version: 3 });
    names({ ...confirmation, version: 1 }, 'text-corrected', {}, 'conflict');
  });

  it('keeps what the device claims of its time, unless its clock cannot be right', () => {
    const claimed = (claimedAt: number | null) =>
      confirm({ ...confirmation, claimedAt }, 'receipt', now).claimedAt;
    assert.deepEqual([claimed(now), claimed(now - 1000), claimed(null)], [now, now - 1000, null]);
    assert.deepEqual([claimed(now + 1), claimed(now - 1001), claimed(0)], [null, null, null]);
  });

  it('is in time by the claim of its device when it came late and was pressed before', () => {
    const deadlineAt = now;
    const late = { acknowledgedAt: now + 5, deadlineAt };
    assert.equal(isInTimeByClaim({ ...late, claimedAt: now }), true);
    assert.equal(isInTimeByClaim({ ...late, claimedAt: now + 1 }), false);
    assert.equal(isInTimeByClaim({ ...late, claimedAt: null }), false);
    assert.equal(isInTimeByClaim({ acknowledgedAt: now, deadlineAt, claimedAt: now - 1 }), false);
    assert.equal(isInTimeByClaim({ acknowledgedAt: now, deadlineAt: null, claimedAt: now }), false);
  });

  it('is late after the deadline, not at it, and never without one', () => {
    assert.equal(isLate({ acknowledgedAt: now, deadlineAt: now }), false);
    assert.equal(isLate({ acknowledgedAt: now + 1, deadlineAt: now }), true);
    assert.equal(isLate({ acknowledgedAt: now, deadlineAt: null }), false);
  });
});

describe('An obligation', () => {
  const given: Given = {
    ...{ announcementId: announcement.id, personId: 'ben', version: 3, clientAckId: 'click-118' },
    ...{ claimedAt: null, signedInHow: 'demo', device: 'Chrome, Android' },
  };
  const asked: Standing = { announcement, obligation: { leftAt: null }, existing: null, contentHash: 'hash' };
  const existing = confirm({ ...confirmation, version: 2 }, 'earlier', now - 500);

  it('is fulfilled by a confirmation, and is so ever after', () => {
    const { acknowledgement, announcement: of } = fulfil(given, asked, 'receipt', now);
    assert.deepEqual(acknowledgement, confirm(confirmation, 'receipt', now));
    assert.equal(of, announcement);
    assert.equal(fulfil(given, { ...asked, existing }, 'another', now).acknowledgement, existing);
  });

  it('stays fulfilled when its owner has left, or when it was withdrawn', () => {
    const left = { ...asked, existing, obligation: { leftAt: now } };
    assert.equal(fulfil(given, left, 'another', now).acknowledgement, existing);
    const withdrawn = { ...asked, existing, announcement: { ...announcement, status: 'withdrawn' as const } };
    assert.equal(fulfil(given, withdrawn, 'another', now).acknowledgement, existing);
  });

  it('asks for the text that holds, also where it is fulfilled', () => {
    for (const standing of [asked, { ...asked, existing }])
      assert.throws(
        () => fulfil({ ...given, version: 1 }, standing, 'receipt', now),
        refusesAs('conflict', 'text-corrected'),
      );
  });

  it('does not exist for whom it was not meant, nor for who has left', () => {
    const strangers: Partial<Standing>[] = [
      { announcement: null },
      { obligation: null },
      { obligation: { leftAt: now } },
      { announcement: { ...announcement, status: 'scheduled' } },
    ];
    for (const stranger of strangers)
      assert.throws(() => fulfil(given, { ...asked, ...stranger }, 'receipt', now), refusesAs('not-found'));
  });

  it('is refused to the sender, unless he is asked too', () => {
    const sender = { ...given, personId: announcement.senderId };
    assert.equal(fulfil(sender, asked, 'receipt', now).acknowledgement.personId, announcement.senderId);
    for (const obligation of [null, { leftAt: now }])
      assert.throws(
        () => fulfil(sender, { ...asked, obligation }, 'receipt', now),
        refusesAs('forbidden', 'not-a-recipient'),
      );
  });
});

describe('A change of membership', () => {
  const [none, there, gone] = [null, { leftAt: null }, { leftAt: now }];
  const cases: [string, { leftAt: number | null } | null, boolean, boolean, string | null][] = [
    ['gives a newcomer what is open', none, true, true, 'add'],
    ['gives a newcomer nothing that is closed', none, true, false, null],
    ['leaves a stranger alone', none, false, true, null],
    ['leaves who stays alone', there, true, true, null],
    ['leaves who stays alone, closed or not', there, true, false, null],
    ['lets go who is addressed no more', there, false, true, 'leave'],
    ['lets go who is addressed no more, closed or not', there, false, false, 'leave'],
    ['takes back who returns', gone, true, true, 'return'],
    ['takes back who returns, closed or not', gone, true, false, 'return'],
    ['does not let go twice', gone, false, true, null],
  ];
  for (const [title, obligation, isAddressed, isOpen, expected] of cases) {
    it(title, () => {
      assert.equal(obligationChange(obligation, isAddressed, isOpen), expected);
    });
  }
});
