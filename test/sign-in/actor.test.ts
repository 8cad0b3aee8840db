import assert from 'node:assert/strict';
import { type Actor, describeSignIn, rolesOf } from '../../server/sign-in/actor.ts';

const groups = { admin: ['IT-Betrieb'], publisher: ['Freigabe', 'Werkleitung'], auditor: [] };

const named = (...names: string[]) => names.map((name) => ({ name, dn: null }));

describe('Roles', () => {
  it('come from the groups that are set for them, whatever their case', () => {
    assert.deepEqual(rolesOf(named('werkleitung', 'Frühschicht'), groups), {
      admin: false,
      publisher: true,
      auditor: false,
    });
    assert.deepEqual(rolesOf(named('IT-BETRIEB', 'Freigabe'), groups), {
      admin: true,
      publisher: true,
      auditor: false,
    });
  });

  it('that are set by a distinguished name come from that group alone, however the name is written', () => {
    const byDn = { admin: ['CN=IT,ou=Teams, dc=lindenhof'], publisher: [], auditor: [] };
    const it = { name: 'IT', dn: 'cn=it,ou=teams,dc=lindenhof' };
    assert.equal(rolesOf([it], byDn).admin, true);
    assert.equal(rolesOf([{ ...it, dn: 'cn=it,ou=guests,dc=lindenhof' }], byDn).admin, false);
    const pretender = { name: 'CN=IT,ou=Teams, dc=lindenhof', dn: 'cn=other,ou=guests,dc=lindenhof' };
    assert.equal(rolesOf([pretender], byDn).admin, false);
    assert.equal(rolesOf(named('cn=IT,OU=Teams,DC=lindenhof'), byDn).admin, true, 'as an IdP sends it');
  });

  it('are nobody’s where no group is set, and never come from a part of a name', () => {
    assert.deepEqual(rolesOf([], groups), { admin: false, publisher: false, auditor: false });
    assert.deepEqual(rolesOf(named('Freigaben', 'Frei'), groups), {
      admin: false,
      publisher: false,
      auditor: false,
    });
  });
});

describe('The way of signing in', () => {
  const actor = { signedInHow: 'demo', session: null, token: null } as unknown as Actor;
  const device = { deviceId: '', deviceLabel: 'Chrome, Android' };
  const session = { hash: '', kind: 'own' as const, shortcuts: true, enterSends: true, ...device };
  const token = { id: '', name: 'Schichtplan', scope: 'write' as const };

  it('stands on the receipt with the device, or with the name of the token', () => {
    assert.deepEqual(describeSignIn({ ...actor, session }), {
      signedInHow: 'demo',
      device: 'Chrome, Android',
    });
    assert.deepEqual(describeSignIn({ ...actor, signedInHow: 'token', token }), {
      signedInHow: 'token',
      device: 'Schichtplan',
    });
  });
});
