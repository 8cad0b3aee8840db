import assert from 'node:assert/strict';
import { allRoutes } from '../../server/routes.ts';
import { confirm, draftFor, released } from '../support/announcing.ts';
import { send, type Answer, type Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

function policyOf({ headers }: Answer): Map<string, string> {
  const parts = (headers.get('content-security-policy') ?? '').split(';').map((part) => part.trim());
  return new Map(parts.map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]));
}

describe('Every page tells the browser what it may not do (T07, T14)', () => {
  let world: World;
  let anna: Visitor;
  let ben: Visitor;
  let id = '';
  let draftId = '';

  before(async () => {
    world = await openWorld('SQLite');
    [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
    id = (await released(anna, { teams: ['Frühschicht'] })).id;
    draftId = (await draftFor(anna, { teams: ['Frühschicht'] })).id;
    await confirm(ben, id);
  });
  after(() => world.stop());

  function check(answer: Answer, path: string): void {
    const policy = policyOf(answer);
    assert.equal(policy.get('default-src'), "'none'", path);
    for (const part of ['frame-ancestors', 'base-uri', 'object-src'])
      assert.equal(policy.get(part), "'none'", path);
    for (const [part, sources] of policy) assert.match(sources, /^('none'|'self')?$/, `${path}: ${part}`);
    assert.equal(policy.get('script-src'), "'self'", path);
    assert.equal(policy.get('form-action'), "'self'", path);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(answer.headers.get('x-frame-options'), 'DENY', path);
    assert.equal(answer.headers.get('cache-control'), 'no-store', path);
    assert.equal(answer.headers.get('x-powered-by'), null, path);
    assert.equal(answer.headers.get('access-control-allow-origin'), null, path);
    assert.match(answer.headers.get('x-request-id') ?? '', /^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/, path);
    if (!answer.headers.get('content-type')?.startsWith('text/html')) return;
    assert.doesNotMatch(
      answer.text,
      /<script(?![^>]*\ssrc="\/scripts\/)|\son[a-z]+\s*=\s*["']|\sstyle\s*=|<style|javascript:/i,
      path,
    );
  }

  it('whoever opens it, and whatever it answers', async () => {
    const paths = allRoutes(world.umlauf, () => false)
      .filter(
        ({ method, path }) => method === 'get' && !/^.(healthz|readyz|metrics|api.v1.openapi)/.test(path),
      )
      .flatMap(({ path }) =>
        path.includes(':id') ? [id, draftId, 'x'].map((known) => path.replace(':id', known)) : [path],
      );
    assert.ok(paths.length > 30);
    for (const path of [...paths, '/nothing', '/api/v1/nothing']) {
      for (const cookie of [anna.cookie, ben.cookie, ''])
        check(await send(world.baseUrl + path, { headers: { cookie } }), path);
    }
  });

  it('and the answers to forms as well', async () => {
    for (const [path, fields] of [
      ['/me/language', {}],
      ['/me/tokens', { name: 'x', scope: 'read' }],
      ['/announcements', { title: '' }],
      ['/nothing', {}],
      ['/me', {}],
    ] as const) {
      check(await anna.post(path, fields), `POST ${path}`);
    }
    check(await anna.post('/me/language', { _csrf: 'x' }), 'a refused token');
    const signOut = await ben.post('/sign-out');
    assert.match(signOut.headers.get('clear-site-data') ?? '', /"storage"/);
  });
});
