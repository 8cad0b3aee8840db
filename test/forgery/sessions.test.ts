import assert from 'node:assert/strict';
import { newSecret } from '../../server/platform/ids.ts';
import { eventually } from '../support/eventually.ts';
import { send, type Answer } from '../support/visitor.ts';
import { watchWaiting } from '../support/waiting-requests.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const sessionOf = (cookie: string): string => /(?:^|; )umlauf=([^;]*)/.exec(cookie)?.[1] ?? '';
/** With the one that holds them and the sign-out they do not exhaust the pool of connections. */
const slowRequests = 6;

const statusWith = async (baseUrl: string, cookie: string): Promise<number> =>
  (await send(`${baseUrl}/api/v1/me`, { headers: { cookie } })).status;

describeOnEachDatabase('A session (T13)', (world, kind) => {
  it('is never one that was planted before the sign-in', async () => {
    const planted = `umlauf=${newSecret()}; umlauf-device=${newSecret()}`;
    const ben = await world().signIn('ben', { cookie: planted });
    assert.notEqual(sessionOf(ben.cookie), sessionOf(planted));
    assert.doesNotMatch(planted, new RegExp(/umlauf-device=([^;]+)/.exec(ben.cookie)?.[1] ?? 'none'));
    assert.equal(await statusWith(world().baseUrl, planted), 401);
    assert.equal(await statusWith(world().baseUrl, ben.cookie), 200);
  });

  it('gets a new secret at every sign-in, and the old one ends', async () => {
    const before = await world().signIn('ben');
    const { csrfToken } = before;
    const answer = await before.post('/sign-in', { login: 'clara', _csrf: csrfToken });
    assert.equal(answer.status, 303);
    const after = answer.headers.getSetCookie().join('; ');
    assert.notEqual(sessionOf(after), sessionOf(before.cookie));
    assert.equal(await statusWith(world().baseUrl, before.cookie), 401);
  });

  it('has a cookie that scripts and other sites do not get', async () => {
    const answer = await send(`${world().baseUrl}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ login: 'ben' }),
    });
    const cookies = answer.headers.getSetCookie();
    assert.ok(cookies.length >= 2);
    for (const cookie of cookies) assert.match(cookie, /; Path=\/; .*HttpOnly; SameSite=Lax$/);
  });

  it('is over after signing out, also for requests that were under way', async () => {
    const yasmin = await world().signIn('y.haddad');
    const { umlauf, clock, baseUrl } = world();
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const holding = umlauf.transaction(async (tx) => {
      await tx('sessions').where({ person_id: yasmin.personId }).update({ signed_in_how: 'demo' });
      await held;
    });
    const countWaiting = watchWaiting(umlauf, kind);
    const signingOut = yasmin.post('/sign-out');
    await eventually(countWaiting, (waiting) => waiting === 1);
    clock.advance(2 * 3_600_000);
    const slow = Array.from({ length: slowRequests }, () => yasmin.get('/'));
    await eventually(countWaiting, (waiting) => waiting === 1 + slowRequests);
    letGo();
    await holding;
    assert.equal((await signingOut).status, 303);
    for (const { status } of await Promise.all(slow)) assert.ok(status < 400, String(status));
    assert.equal(await statusWith(baseUrl, yasmin.cookie), 401);
    assert.deepEqual(await umlauf.db('sessions').where({ person_id: yasmin.personId }), []);
  });

  const targets = [
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'https://evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '///evil.example',
    ' //evil.example',
    '/\u00a0/evil',
    'evil.example',
  ];

  it('begins on a page of this portal, wherever a link wanted to lead', async () => {
    for (const returnTo of targets) {
      const body = new URLSearchParams({ login: 'ben', returnTo });
      const answer: Answer = await send(`${world().baseUrl}/sign-in`, { method: 'POST', body });
      assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/'], JSON.stringify(returnTo));
      const page = await send(
        `${world().baseUrl}/sign-in?${new URLSearchParams({ returnTo }).toString()}`,
        {},
      );
      assert.doesNotMatch(page.text, /evil|alert/, JSON.stringify(returnTo));
    }
    const body = new URLSearchParams({ login: 'ben', returnTo: '/announcements?after=x' });
    const answer = await send(`${world().baseUrl}/sign-in`, { method: 'POST', body });
    assert.equal(answer.headers.get('location'), '/announcements?after=x');
  });
});
