import assert from 'node:assert/strict';
import { csrfToken, isCsrfToken } from '../../../server/platform/http/csrf.ts';

const token = csrfToken('the secret of the house', 'ben');

describe('A CSRF token', () => {
  it('is good for its own session alone', () => {
    assert.ok(isCsrfToken('the secret of the house', 'ben', token));
    assert.ok(!isCsrfToken('the secret of the house', 'clara', token));
    assert.ok(!isCsrfToken('another secret', 'ben', token));
  });

  it('is nothing that was shortened, lengthened, repeated or left out', () => {
    for (const given of [
      undefined,
      null,
      '',
      token.slice(1),
      `${token}A`,
      [token],
      { token },
      'ü'.repeat(token.length),
    ]) {
      assert.ok(!isCsrfToken('the secret of the house', 'ben', given));
    }
  });
});
