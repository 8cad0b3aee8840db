import assert from 'node:assert/strict';
import { normaliseDn, splitDns } from '../../../server/directory/ldap/dn.ts';

describe('A distinguished name', () => {
  const same: [title: string, one: string, other: string][] = [
    ['a comma escaped in either style', 'CN=Yıldız\\, Ayşe,DC=x', 'cn=Yıldız\\2C Ayşe,dc=x'],
    ['letters escaped as bytes', 'cn=M\\C3\\BCller,dc=x', 'cn=Müller,dc=x'],
    ['composed and decomposed letters', 'cn=Mu\u0308ller,dc=x', 'cn=Müller,dc=x'],
    ['another letter case', 'CN=Ward 4,OU=Teams,DC=X', 'cn=ward 4,ou=teams,dc=x'],
    ['spaces around its parts', 'cn = Ward 4 , dc = x', 'cn=Ward 4,dc=x'],
    ['more than one space inside', 'cn=Ward   4,dc=x', 'cn=Ward 4,dc=x'],
    ['a multi-valued RDN in another order', 'cn=A+uid=a1,dc=x', 'UID=a1+cn=a,dc=x'],
    ['quotes of the old style', 'cn="Meier, Eva",dc=x', 'cn=Meier\\, Eva,dc=x'],
    ['a semicolon of the old style', 'cn=a;dc=x', 'cn=a,dc=x'],
    ['a type by its number', '2.5.4.3=a,dc=x', 'cn=a,dc=x'],
    ['a value in BER', 'cn=#04024869,dc=x', 'cn=hi,dc=x'],
    [
      'every special character',
      'cn=\\#a\\+\\"\\*\\\\\\<\\>\\;\\=(b),dc=x'.replace('\\*', '*'),
      'cn=\\23a\\2B\\22*\\5C\\3C\\3E\\3B\\3D\\28b\\29,dc=x',
    ],
  ];
  for (const [title, one, other] of same) {
    it(`is the same with ${title}`, () => {
      assert.notEqual(normaliseDn(one), null);
      assert.equal(normaliseDn(one), normaliseDn(other));
    });
  }

  it('is another one when a special character belongs to the value', () => {
    assert.notEqual(normaliseDn('cn=a\\,dc=x,dc=y'), normaliseDn('cn=a,dc=x,dc=y'));
    assert.notEqual(normaliseDn('cn=a\\+uid=b,dc=y'), normaliseDn('cn=a+uid=b,dc=y'));
    assert.notEqual(normaliseDn('cn=a%2Cdc,dc=y'), normaliseDn('cn=a\\,dc,dc=y'));
  });

  it('is none when it cannot be read', () => {
    for (const text of [
      'umlauf',
      'cn=a,,dc=x',
      'cn=a,',
      '=a',
      'cn=a\\',
      'cn=a\\zz',
      'cn="a,dc=x',
      'cn=#0g,dc=x',
    ])
      assert.equal(normaliseDn(text), null, text);
    assert.equal(normaliseDn(`cn=${'\\,'.repeat(50_000)}\\`), null);
  });

  it('is told from the next one by a semicolon that is not escaped', () => {
    assert.deepEqual(splitDns('ou=A\\;B,dc=x; ou="C;D",dc=x ;'), ['ou=A\\;B,dc=x', 'ou="C;D",dc=x']);
  });
});
