import assert from 'node:assert/strict';
import { createToken } from '../../server/sign-in/create-token.ts';
import { send, type Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

type Seal = { owner: string; key: string };

describe('The seal for what waits on a device', () => {
  let world: World;
  before(async () => {
    world = await openWorld('SQLite');
  });
  after(() => world.stop());

  const sealOf = async (visitor: Visitor) =>
    ((await visitor.call('GET', '/me')).json as { offline: Seal | null }).offline;

  it('is one for each person, whichever the device and the session', async () => {
    const [phone, office, clara] = await Promise.all(
      ['ben', 'ben', 'clara'].map((login) => world.signIn(login)),
    );
    assert.ok(phone && office && clara);
    const seal = await sealOf(phone);
    assert.match(seal?.owner ?? '', /^[\w-]{43}$/);
    assert.match(seal?.key ?? '', /^[\w-]{43}$/);
    assert.notEqual(seal?.owner, seal?.key);
    assert.deepEqual(await sealOf(office), seal);
    const other = await sealOf(clara);
    assert.ok(other && other.key !== seal?.key && other.owner !== seal?.owner);
    const page = (await phone.get('/')).text;
    assert.ok(page.includes(`data-offline-owner="${seal?.owner}" data-offline-key="${seal?.key}"`));
    assert.ok(!seal?.owner.includes(phone.personId));
  });

  it('is given neither on a shared computer nor to a token', async () => {
    const shared = await world.signIn('ben', { shared: true });
    assert.equal(await sealOf(shared), null);
    assert.ok(!(await shared.get('/')).text.includes('data-offline-key'));
    const { personId } = shared;
    const { secret } = await createToken(world.umlauf, null, { personId, name: 'x', scope: 'write' });
    const headers = { authorization: `Bearer ${secret}` };
    const { json } = await send(`${world.baseUrl}/api/v1/me`, { headers });
    assert.equal((json as { offline: Seal | null }).offline, null);
  });
});

describe('The page for times without network', () => {
  let world: World;
  before(async () => {
    world = await openWorld('SQLite');
  });
  after(() => world.stop());

  it('is the same for everybody, in the language asked for', async () => {
    const ben = await world.signIn('ben');
    const ask = (cookie: string, language: string) =>
      send(`${world.baseUrl}/offline`, { headers: { cookie, 'accept-language': language } });
    for (const [language, title] of [
      ['de', 'Keine Verbindung zu Umlauf'],
      ['en-GB', 'No connection to Umlauf'],
      ['nl', 'Geen verbinding met Umlauf'],
    ] as const) {
      const [nobodys, bens] = await Promise.all([ask('', language), ask(ben.cookie, language)]);
      assert.equal(bens.text, nobodys.text);
      assert.ok(nobodys.text.includes(title));
      assert.equal(nobodys.headers.get('cache-control'), 'no-store');
    }
  });
});

describe('Whoever confirmed and was signed out', () => {
  it('is told that it is kept, or that it is not', async () => {
    const world = await openWorld('SQLite');
    try {
      const told = async (ended: string) => (await send(`${world.baseUrl}/sign-in?ended=${ended}`, {})).text;
      assert.match(await told('kept'), /Your confirmation waits on this device/);
      assert.match(await told('1'), /nothing was confirmed or saved/);
      assert.doesNotMatch(await told('x'), /role="alert"/);
    } finally {
      await world.stop();
    }
  });
});
