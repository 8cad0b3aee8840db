import assert from 'node:assert/strict';
import {
  confirm,
  type Confirmation,
  isLate,
  obligationChange,
} from '../../server/acknowledgements/acknowledgement.ts';
import type { Announcement } from '../../server/announcements/announcement.ts';
import { nobody } from '../../server/announcements/audience.ts';
import { refusesAs } from '../support/refuses-as.ts';

const now = Date.UTC(2026, 10, 21, 12);

const announcement: Announcement = {
  ...{ id: 'a'.repeat(32), number: '2026-118', version: 2, status: 'released', senderId: 'anna' },
  ...{ title: 'Brandschutz', body: 'Bitte lesen.', bodyHtml: '<p>Bitte lesen.</p>', contentHash: 'hash' },
  ...{ priority: 'critical', acknowledgement: 'confirm', deadlineAt: now, audience: nobody },
  ...{ releasedAt: now - 1000, createdAt: now - 1000, updatedAt: now - 1000 },
};
const confirmation: Confirmation = {
  ...{ announcement, personId: 'ben', version: 2, clientAckId: 'click-118' },
  ...{ signedInHow: 'demo', device: 'Chrome, Android' },
};

describe('A confirmation', () => {
  it('proves who, which version and text, when, against which deadline, how and where', () => {
    assert.deepEqual(confirm(confirmation, 'receipt', now), {
      ...{ id: 'receipt', announcementId: announcement.id, personId: 'ben', version: 2, contentHash: 'hash' },
      ...{ clientAckId: 'click-118', acknowledgedAt: now, deadlineAt: now },
      ...{ signedInHow: 'demo', device: 'Chrome, Android' },
    });
  });

  it('is refused where there is nothing to confirm', () => {
    const given = { ...confirmation, announcement: { ...announcement, acknowledgement: 'none' as const } };
    assert.throws(() => confirm(given, 'receipt', now), refusesAs('conflict', 'nothing-to-confirm'));
  });

  it('is refused for a version that is not there', () => {
    for (const version of [1, 3]) {
      assert.throws(
        () => confirm({ ...confirmation, version }, 'receipt', now),
        refusesAs('invalid', 'unknown-version'),
      );
    }
  });

  it('is late after the deadline, not at it, and never without one', () => {
    assert.equal(isLate({ acknowledgedAt: now, deadlineAt: now }), false);
    assert.equal(isLate({ acknowledgedAt: now + 1, deadlineAt: now }), true);
    assert.equal(isLate({ acknowledgedAt: now, deadlineAt: null }), false);
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
