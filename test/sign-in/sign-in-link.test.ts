import assert from 'node:assert/strict';
import { createSignInLink, signInLinkMs } from '../../server/sign-in/create-sign-in-link.ts';
import { send } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('A link from IT, for one sign-in', (world) => {
  const linkFor = async (login: string) => new URL(await createSignInLink(world().umlauf, null, login));
  const press = (link: URL, fields: Record<string, string> = {}) =>
    send(`${world().baseUrl}/sign-in/link`, {
      method: 'POST',
      body: new URLSearchParams({ secret: link.searchParams.get('secret') ?? '', ...fields }),
    });
  const open = (link: URL) => send(world().baseUrl + link.pathname + link.search, {});
  const cookiesOf = ({ headers }: Awaited<ReturnType<typeof press>>) =>
    headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  const sessions = async () => (await world().umlauf.db('sessions')).length;
  const recorded = async (action: string) =>
    (await world().umlauf.db('audit_entries').where({ action })).length;

  it('lets its person in when it is pressed, and is recorded twice', async () => {
    const before = [await recorded('sign-in-link:created'), await recorded('sign-in-link:used')];
    const answer = await press(await linkFor('deniz'));
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get('location'), '/');
    const me = await send(`${world().baseUrl}/api/v1/me`, { headers: { cookie: cookiesOf(answer) } });
    assert.equal((me.json as { person: { login: string } }).person.login, 'deniz');
    const after = [await recorded('sign-in-link:created'), await recorded('sign-in-link:used')];
    assert.deepEqual(
      after,
      before.map((count) => count + 1),
    );
  });

  it('is not used up by whoever merely opens it, such as a scanner of mail', async () => {
    const link = await linkFor('deniz');
    for (let times = 0; times < 3; times++) assert.equal((await open(link)).status, 200);
    assert.equal((await press(link)).status, 303);
  });

  it('works once, also when it is pressed fifty times at the same moment', async () => {
    const link = await linkFor('esther');
    const before = await sessions();
    const answers = await Promise.all(Array.from({ length: 50 }, () => press(link)));
    assert.deepEqual(
      [answers.filter(({ status }) => status === 303).length, await sessions()],
      [1, before + 1],
    );
    assert.ok(answers.every(({ status }) => status === 303 || status === 403));
  });

  it('is good for ten minutes', async () => {
    const [first, second] = [await linkFor('deniz'), await linkFor('deniz')];
    world().clock.advance(signInLinkMs - 1000);
    assert.equal((await press(first)).status, 303);
    world().clock.advance(1000);
    const before = await sessions();
    const answer = await press(second);
    assert.deepEqual([answer.status, await sessions()], [403, before]);
  });

  it('is not used by a foreign page that makes a browser send it', async () => {
    const link = await linkFor('deniz');
    const body = () => new URLSearchParams({ secret: link.searchParams.get('secret') ?? '' });
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const init = { method: 'POST', body: body(), headers };
      assert.equal((await send(`${world().baseUrl}/sign-in/link`, init)).status, 403);
    }
    assert.equal((await press(link)).status, 303);
  });

  it('keeps nothing on a shared computer', async () => {
    const answer = await press(await linkFor('deniz'), { shared: '1' });
    const kept = answer.headers
      .getSetCookie()
      .filter((line) => /Max-Age=[1-9]|Expires=(?!Thu, 01 Jan 1970)/.test(line));
    assert.deepEqual(kept, []);
  });

  it('is nothing without a secret that was given out', async () => {
    const before = await sessions();
    for (const secret of ['', 'x'.repeat(43), 'x'.repeat(2000), "' or 1=1 --"]) {
      const answer = await press(new URL(`http://localhost/?secret=${encodeURIComponent(secret)}`));
      assert.ok([400, 403].includes(answer.status), `${answer.status}`);
    }
    await assert.rejects(linkFor('nobody'), { code: 'not-found' });
    assert.equal(await sessions(), before);
  });
});
