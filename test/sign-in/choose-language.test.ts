import assert from 'node:assert/strict';
import { send } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('The language', (world) => {
  const signInPage = async (headers: Record<string, string>): Promise<string> => {
    const { text } = await send(`${world().baseUrl}/sign-in`, {
      headers: { accept: 'text/html', ...headers },
    });
    return /<html[^>]* lang="(\w+)"/.exec(text)?.[1] ?? '';
  };
  const languageOf = (text: string): string => /<html[^>]* lang="(\w+)"/.exec(text)?.[1] ?? '';

  it('of a page before sign-in is what the browser asks for, or the house’s own', async () => {
    assert.equal(await signInPage({ 'accept-language': 'nl-NL,nl;q=0.9,en;q=0.8' }), 'nl');
    assert.equal(await signInPage({ 'accept-language': 'fr;q=1, de;q=0.5, nl;q=0.4' }), 'de');
    assert.equal(await signInPage({ 'accept-language': 'en;q=0.1, de;q=0.9' }), 'de');
    for (const unknown of ['fr, tr', '*', '', 'xx-'.repeat(50)]) {
      assert.equal(await signInPage({ 'accept-language': unknown }), 'en', unknown);
    }
  });

  it('chosen before sign-in is kept by the browser, before what it asks for', async () => {
    const answer = await send(`${world().baseUrl}/sign-in?language=de`, {});
    assert.equal(answer.status, 303);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    assert.equal(cookie, 'umlauf-language=de');
    assert.equal(await signInPage({ cookie, 'accept-language': 'nl' }), 'de');
    assert.equal(await signInPage({ cookie: 'umlauf-language=xx', 'accept-language': 'nl' }), 'nl');
    assert.deepEqual((await send(`${world().baseUrl}/sign-in?language=xx`, {})).headers.getSetCookie(), []);
  });

  it('chosen before sign-in leads on to where one wanted to go', async () => {
    const returnTo = '/announcements?after=x&limit=2';
    const query = new URLSearchParams({ returnTo }).toString();
    const { text } = await send(`${world().baseUrl}/sign-in?${query}`, {});
    const links = [...text.matchAll(/href="([^"]*language[^"]*)"/g)].map(([, link]) =>
      (link ?? '').replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    );
    assert.equal(links.length, 3);
    for (const link of links) {
      const answer = await send(world().baseUrl + link, {});
      assert.equal(answer.status, 303);
      const location = new URL(answer.headers.get('location') ?? '', world().baseUrl);
      assert.deepEqual([location.pathname, location.searchParams.get('returnTo')], ['/sign-in', returnTo]);
    }
    const away = await send(`${world().baseUrl}/sign-in?language=de&returnTo=//evil.example`, {});
    assert.equal(away.headers.get('location'), '/sign-in?returnTo=%2F');
  });

  it('signed in is the person’s own, whatever the browser asks for: Dutch for Clara', async () => {
    const clara = await world().signIn('clara');
    const page = await clara.get('/', {
      'accept-language': 'de',
      cookie: `${clara.cookie}; umlauf-language=en`,
    });
    assert.equal(languageOf(page.text), 'nl');
    assert.equal(
      ((await clara.call('GET', '/me')).json as { person: { language: string } }).person.language,
      'nl',
    );
    const refusal = await clara.call('GET', `/announcements/${'f'.repeat(32)}`, undefined, {
      'accept-language': 'de',
    });
    assert.match((refusal.json as { title: string }).title, /niet voor jou/);
  });

  it('is chosen anew under Me, for every device, and only among those there are', async () => {
    const [ben, elsewhere] = [await world().signIn('ben'), await world().signIn('ben')];
    assert.equal(languageOf((await ben.get('/')).text), 'de');
    assert.equal((await ben.post('/me/language', { language: 'en' })).status, 303);
    assert.equal(languageOf((await elsewhere.get('/')).text), 'en');
    assert.equal((await ben.post('/me/language', { language: 'fr' })).status, 400);
    await ben.post('/me/language', { language: 'nl' });
    assert.equal(languageOf((await ben.get('/me')).text), 'nl');
  });
});
