import assert from 'node:assert/strict';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hasThem = async (visitor: Visitor): Promise<boolean> =>
  (await visitor.get('/')).text.includes('<dialog id="shortcuts"');

describeOnEachDatabase('The shortcuts', (world) => {
  it('are there until somebody switches them off under Me, for every device and for him alone', async () => {
    const [ben, elsewhere] = [await world().signIn('ben'), await world().signIn('ben')];
    const clara = await world().signIn('clara');
    assert.equal(await hasThem(ben), true);
    assert.match((await ben.get('/me')).text, /value="on" aria-pressed="true"/);
    assert.equal(
      (await ben.post('/me/shortcuts', { shortcuts: 'off' })).headers.get('location'),
      '/me#section-shortcuts',
    );
    assert.deepEqual([await hasThem(ben), await hasThem(elsewhere)], [false, false]);
    assert.match((await ben.get('/me')).text, /value="off" aria-pressed="true"/);
    assert.equal(await hasThem(clara), true);
    await ben.post('/me/shortcuts', { shortcuts: 'on' });
    assert.equal(await hasThem(elsewhere), true);
  });

  it('leave the language as it is, and the language leaves them', async () => {
    const clara = await world().signIn('clara');
    const language = async () => /<html[^>]* lang="(\w+)"/.exec((await clara.get('/')).text)?.[1];
    await clara.post('/me/shortcuts', { shortcuts: 'off' });
    assert.equal(await language(), 'nl', 'still that of the directory');
    await clara.post('/me/language', { language: 'en' });
    assert.deepEqual([await hasThem(clara), await language()], [false, 'en']);
    await clara.post('/me/shortcuts', { shortcuts: 'on' });
    assert.deepEqual([await hasThem(clara), await language()], [true, 'en']);
  });

  it('are not changed by a foreign page or by a token', async () => {
    const ben = await world().signIn('ben');
    assert.equal((await ben.post('/me/shortcuts', { shortcuts: 'off', _csrf: 'x' })).status, 403);
    assert.equal(await hasThem(ben), true);
  });
});
