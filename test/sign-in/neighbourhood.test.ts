import assert from 'node:assert/strict';
import { neighbourhoodOf } from '../../server/sign-in/neighbourhood.ts';

describe('The address of who tries passwords', () => {
  it('is the whole of an IPv4 address, also where it is mapped', () => {
    assert.equal(neighbourhoodOf('192.0.2.7'), '192.0.2.7');
    assert.equal(neighbourhoodOf('::ffff:192.0.2.7'), '192.0.2.7');
  });

  it('is the network of an IPv6 address, however it is written', () => {
    for (const address of [
      '2001:db8:1:2:3:4:5:6',
      '2001:db8:1:2::',
      '2001:0DB8:0001:0002::ffff',
      '2001:db8:1:2:ffff:ffff:192.0.2.7',
    ])
      assert.equal(neighbourhoodOf(address), '2001:db8:1:2::/64', address);
    assert.equal(neighbourhoodOf('2001:db8::1:2:3:4'), '2001:db8:0:0::/64');
    assert.equal(neighbourhoodOf('::1'), '0:0:0:0::/64');
    assert.equal(neighbourhoodOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
    assert.notEqual(neighbourhoodOf('2001:db8:1:3::1'), neighbourhoodOf('2001:db8:1:2::1'));
  });

  it('is left as it came where it is none', () => {
    assert.equal(neighbourhoodOf(''), '');
    assert.equal(neighbourhoodOf('unknown'), 'unknown');
  });
});
