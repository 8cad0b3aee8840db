import assert from 'node:assert/strict';
import { type Actor, describeSignIn, rolesOf } from '../../server/sign-in/actor.ts';

const groups = { admin: ['IT-Betrieb'], publisher: ['Freigabe', 'Werkleitung'], auditor: [] };

describe('Roles', () => {
  it('come from the groups that are set for them, whatever their case', () => {
    assert.deepEqual(rolesOf(['werkleitung', 'Frühschicht'], groups), {
      admin: false,
      publisher: true,
      auditor: false,
    });
    assert.deepEqual(rolesOf(['IT-BETRIEB', 'Freigabe'], groups), {
      admin: true,
      publisher: true,
      auditor: false,
    });
  });

  it('are nobody’s where no group is set, and never come from a part of a name', () => {
    assert.deepEqual(rolesOf([], groups), { admin: false, publisher: false, auditor: false });
    assert.deepEqual(rolesOf(['Freigaben', 'Frei'], groups), {
      admin: false,
      publisher: false,
      auditor: false,
    });
  });
});

describe('The way of signing in', () => {
  const actor = { signedInHow: 'demo', session: null, token: null } as unknown as Actor;
  const device = { deviceId: '', deviceLabel: 'Chrome, Android' };
  const session = { hash: '', kind: 'own' as const, shortcuts: true, ...device };
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
