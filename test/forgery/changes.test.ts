import assert from 'node:assert/strict';
import {
  ask,
  bodyOf,
  openCaller,
  type Caller,
  type CallerName,
  type Request,
} from '../support/routes/callers.ts';
import { expectations } from '../support/routes/expected-statuses.ts';
import { deadPushHost, objectMakers, type Makers } from '../support/routes/objects.ts';
import { validRequest } from '../support/routes/valid-requests.ts';
import { changesNothing } from '../support/table-prints.ts';
import { send } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

type Forgery = { name: string; headers?: Record<string, string>; token?: string | null; body?: string };

const people: CallerName[] = ['anna', 'ben', 'wojcik', 'deniz'];
const changes = expectations
  .filter(({ route }) => !route.startsWith('GET'))
  .map(({ route, object, statuses }) => ({
    route,
    object,
    by: people.find((name) => (statuses.get(name) ?? 400) < 400),
  }))
  .filter(
    ({ route, by }, at, all) => by && all.findIndex((other) => other.route === route && other.by) === at,
  );

const foreignPages: Forgery[] = [
  ...[
    'https://evil.example',
    'null',
    'http://localhost.evil.example:3000',
    'http://evil.example/localhost',
    'file://',
    'not an origin',
  ].map((origin) => ({
    ...{ name: `Origin: ${origin}`, headers: { origin } },
  })),
  ...['cross-site', 'same-site', 'CROSS-SITE', ''].map((site) => ({
    name: `Sec-Fetch-Site: ${site}`,
    headers: { 'sec-fetch-site': site },
  })),
];

/** Its form was made before there was a session: Origin and Sec-Fetch-Site alone guard it. */
const tokenless = 'POST /sign-in';

describe('A change that a foreign page makes a browser send is refused (T14)', () => {
  let world: World;
  let makers: Makers;
  let stranger: Caller;
  const callers = new Map<CallerName, Caller>();

  before(async () => {
    world = await openWorld('SQLite', { PUSH_ALLOWED_HOSTS: deadPushHost });
    makers = objectMakers(world, await world.signIn('anna'), await world.signIn('ben'));
    for (const name of people) callers.set(name, await openCaller(world, name));
    stranger = await openCaller(world, 'clara');
  });
  after(() => world.stop());

  function forge(
    caller: Caller,
    request: Request,
    { headers = {}, token = caller.csrfToken, body }: Forgery,
  ) {
    const inHeader = request.form === undefined && token !== null ? { 'x-csrf-token': token } : {};
    const type = request.json === undefined ? {} : { 'content-type': 'application/json' };
    return send(world.baseUrl + request.path, {
      method: request.method,
      headers: { ...caller.headers, ...type, ...inHeader, ...request.headers, ...headers },
      body: body ?? bodyOf(request, token),
    });
  }

  const withoutToken = (): Forgery[] => [
    { name: 'no token', token: null },
    { name: 'an empty token', token: '' },
    { name: 'a token of somebody else', token: stranger.csrfToken },
    { name: 'a token made up', token: 'x'.repeat(43) },
    {
      name: 'JSON as text',
      token: null,
      headers: { 'content-type': 'text/plain' },
      body: '{"login":"ben","title":"x","version":1}',
    },
    {
      name: 'multipart',
      token: null,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x--',
    },
  ];

  // What comes from the IdP is signed by it or carries its token, and a one-time link has its own test.
  it('on every route that changes something', () => {
    assert.deepEqual(
      new Set(changes.map(({ route }) => route)),
      new Set(
        expectations
          .map(({ route }) => route)
          .filter((route) => !/^GET|push-test|sign-in\/(link|saml)|scim/.test(route)),
      ),
    );
  });

  for (const { route, object, by } of changes) {
    it(`${route}, and is done when one's own page sends it`, async () => {
      const caller = callers.get(by ?? 'anna');
      assert.ok(caller);
      const make = Object.entries(makers).find(([path]) => route.includes(path))?.[1];
      const request = validRequest(route, make ? await make(object, caller) : '');
      await changesNothing(world.umlauf.db, async () => {
        for (const forgery of [...(route === tokenless ? [] : withoutToken()), ...foreignPages]) {
          const { status } = await forge(caller, request, forgery);
          const isTyped = /^(POST|PATCH|PUT) .api/.test(route) && /JSON as text|multipart/.test(forgery.name);
          assert.equal(status, isTyped ? 415 : 403, forgery.name);
        }
      });
      const own = { origin: world.umlauf.config.baseUrl, 'sec-fetch-site': 'same-origin' };
      const { status, text } = await ask(world.baseUrl, caller, {
        ...request,
        headers: { ...request.headers, ...own },
      });
      assert.ok(status < 400, `${status} ${text.slice(0, 200)}`);
      if (route.includes('sign-')) callers.set(caller.name, await openCaller(world, caller.name));
    });
  }

  it('signs nobody in whom the foreign page chose', async () => {
    const nobody = await openCaller(world, 'nobody');
    await changesNothing(world.umlauf.db, async () => {
      for (const forgery of foreignPages) {
        const answer = await forge(nobody, validRequest('POST /sign-in', ''), forgery);
        assert.deepEqual([answer.status, answer.headers.getSetCookie()], [403, []], forgery.name);
      }
    });
  });

  it('is refused even when a token of a person is sent along, if that token may only read', async () => {
    const reader = await openCaller(world, 'anna:read' as CallerName);
    assert.equal(
      (await ask(world.baseUrl, reader, validRequest('POST /api/v1/announcements', ''))).status,
      403,
    );
    const both = {
      ...reader,
      headers: { ...reader.headers, ...callers.get('anna')?.headers },
      csrfToken: callers.get('anna')?.csrfToken ?? null,
    };
    assert.equal(
      (await ask(world.baseUrl, both, validRequest('POST /api/v1/announcements', ''))).status,
      403,
    );
  });
});
