import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { send } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

describe('Whoever has been signed out and sends a form', () => {
  let world: World;
  before(async () => {
    world = await openWorld('SQLite');
  });
  after(() => world.stop());

  it('is told that it did not count, and comes back to the same page', async () => {
    const { id } = await released(await world.signIn('anna'), { teams: ['Frühschicht'] });
    const page = `/announcements/${id}`;
    const headers = { referer: world.baseUrl + page, 'accept-language': 'de' };
    const body = new URLSearchParams({ version: '1', clientAckId: 'a-click-of-ben' });
    const answer = await send(`${world.baseUrl}${page}/acknowledgement`, { method: 'POST', body, headers });
    assert.equal(answer.status, 303);
    const location = answer.headers.get('location') ?? '';
    assert.equal(location, `/sign-in?returnTo=${encodeURIComponent(page)}&ended=1`);
    const signIn = await send(world.baseUrl + location, { headers });
    assert.match(signIn.text, /Sie waren abgemeldet/);
    assert.match(signIn.text, new RegExp(`name="returnTo" value="${page}"`));
  });

  it('is led to no address that a foreign page chose', async () => {
    const headers = { referer: 'https://elsewhere.example/announcements/new?x=1' };
    const answer = await send(`${world.baseUrl}/me/push-test`, { method: 'POST', headers });
    assert.equal(answer.headers.get('location')?.startsWith('/sign-in'), true);
    assert.doesNotMatch(answer.headers.get('location') ?? '', /elsewhere/);
  });

  it('keeps the shared computer ticked while looking for a name', async () => {
    const { text } = await send(`${world.baseUrl}/sign-in?q=clara&shared=1`, {});
    assert.match(text, /name="shared" value="1"[^>]* checked/);
  });
});
