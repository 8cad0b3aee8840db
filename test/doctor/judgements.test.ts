import assert from 'node:assert/strict';
import { judgeCertificate } from '../../server/doctor/judge-certificate.ts';
import { judgeClock } from '../../server/doctor/judge-clock.ts';
import { judgeContact } from '../../server/doctor/judge-contact.ts';
import { judgeQueue, judgeSkew } from '../../server/doctor/judge-queue.ts';
import { judgeRetention } from '../../server/doctor/judge-retention.ts';

const now = Date.UTC(2026, 11, 5);
const dayMs = 24 * 3_600_000;

describe('The doctor', () => {
  it('finds a contact good that somebody outside can write to, as Apple wants it', () => {
    for (const contact of [
      'mailto:it@werk.de',
      'https://umlauf.werk.de',
      'mailto:it@werk.co.uk?subject=Push',
    ])
      assert.equal(judgeContact(contact).verdict, 'good', contact);
    for (const contact of [
      ...[
        'mailto:it@localhost',
        'mailto:<it@werk.de>',
        'mailto:IT Werk <it@werk.de>',
        'mailto:it@umlauf.corp.local',
        'mailto:it@werk.invalid',
        'mailto:it@werk.lan',
      ],
      ...[
        'https://umlauf',
        'https://10.1.2.3',
        'https://[2001:db8::1]',
        'https://umlauf.werk.internal',
        'mailto:',
      ],
    ])
      assert.equal(judgeContact(contact).verdict, 'bad', contact);
  });

  it('warns three weeks before a certificate ends, and of one that nobody trusts', () => {
    const judged = (days: number, fault: string | null = null) => {
      const { verdict, reason } = judgeCertificate(
        'https://umlauf.werk.de',
        { fault, validTo: now + days * dayMs },
        now,
      );
      return [verdict, reason];
    };
    assert.deepEqual(judged(21), ['good', 'certificateGood']);
    assert.deepEqual(judged(20.9), ['doubtful', 'certificateEnds']);
    assert.deepEqual(judged(0), ['bad', 'certificateExpired']);
    assert.deepEqual(judged(90, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'), ['doubtful', 'certificateUntrusted']);
  });

  it('believes the middle of several clocks, not the one that is wrong', () => {
    const judged = (...offsets: number[]) => judgeClock(offsets).verdict;
    assert.deepEqual(
      [judged(0), judged(-5000), judged(5001), judged(-60_001)],
      ['good', 'good', 'doubtful', 'bad'],
    );
    assert.equal(judged(300, -200, 9_000_000), 'good');
    assert.equal(judged(), 'doubtful');
  });

  it('asks whether the portal runs when deliveries wait for minutes', () => {
    const verdicts = [null, 59_999, 60_000, 600_000].map((waited) => judgeQueue(waited).verdict);
    assert.deepEqual(verdicts, ['good', 'good', 'doubtful', 'bad']);
    assert.deepEqual(
      [null, 60, 60.5].map((skew) => judgeSkew(skew).verdict),
      ['good', 'good', 'doubtful'],
    );
  });

  it('says that nothing is deleted while the clock is not trusted, and that something is late', () => {
    const judged = (isHeld: boolean, late: number) => judgeRetention({ isHeld, late }).reason;
    assert.deepEqual(
      [judged(false, 0), judged(false, 2), judged(true, 2)],
      ['retentionGood', 'retentionLate', 'retentionHeld'],
    );
  });
});
