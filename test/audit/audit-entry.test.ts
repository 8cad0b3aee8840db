import assert from 'node:assert/strict';
import { type AuditEntry, firstPreviousHash, followsOn, nextEntry } from '../../server/audit/audit-entry.ts';

const event = { at: 118, actorId: 'anna', action: 'announcement:released', subject: 'a', details: {} };
const first: AuditEntry = { ...event, seq: 1, previousHash: firstPreviousHash, hash: 'one' };
const second: AuditEntry = { ...event, seq: 2, previousHash: 'one', hash: 'two' };

describe('An entry of the record', () => {
  it('is the first, or follows the last', () => {
    assert.deepEqual(nextEntry(null, event), { ...event, seq: 1, previousHash: firstPreviousHash });
    assert.deepEqual(nextEntry(first, event), { ...event, seq: 2, previousHash: 'one' });
  });

  it('follows on with the next number, the hash before it, and its own', () => {
    assert.equal(followsOn(first, null, 'one'), true);
    assert.equal(followsOn(second, first, 'two'), true);
  });

  it('does not follow when a line is missing, exchanged or changed', () => {
    assert.equal(followsOn(second, null, 'two'), false);
    assert.equal(followsOn({ ...second, seq: 3 }, first, 'two'), false);
    assert.equal(followsOn(second, { ...first, hash: 'other' }, 'two'), false);
    assert.equal(followsOn(second, first, 'computed otherwise'), false);
    assert.equal(followsOn({ ...first, previousHash: 'f'.repeat(64) }, null, 'one'), false);
  });
});
