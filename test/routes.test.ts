import assert from 'node:assert/strict';
import { createApp } from '../server/app.ts';
import { allRoutes } from '../server/routes.ts';
import { ask, openCaller, type Caller, type CallerName } from './support/routes/callers.ts';
import { callers, expectations, type Expectation } from './support/routes/expected-statuses.ts';
import { deadPushHost, objectMakers, objectsFor, type Makers } from './support/routes/objects.ts';
import { validRequest } from './support/routes/valid-requests.ts';
import { openWorld, type World } from './support/world.ts';
import type { Answer } from './support/visitor.ts';

type Layer = { name: string; route?: { path: string; methods: Record<string, boolean> } };

/** These end the very session that asks. */
const endsItself = ['POST /sign-in', 'POST /sign-out'];

function checkForm(path: string, { status, headers, text, json }: Answer): void {
  if (status === 303)
    assert.match(headers.get('location') ?? '', /^\/(?![/\\])/, 'leads to a path of this portal');
  if (status < 400) return;
  if (path.startsWith('/scim/')) assert.deepEqual((json as { status: string }).status, String(status));
  else if (!path.startsWith('/api/')) assert.match(text, /<h1/, 'a page explains it');
  else
    assert.deepEqual(
      Object.keys(json as object).slice(0, 3),
      ['type', 'title', 'status'],
      'a problem explains it',
    );
}

describe('Every route answers everybody as the table says (T09)', () => {
  let world: World;
  let makers: Makers;
  const known = new Map<string, Caller>();

  before(async () => {
    world = await openWorld('SQLite', { PUSH_ALLOWED_HOSTS: deadPushHost });
    makers = objectMakers(world, await world.signIn('anna'), await world.signIn('ben'));
    for (const name of callers) known.set(name, await openCaller(world, name));
  });
  after(() => world.stop());

  const routesOf = () =>
    allRoutes(world.umlauf, () => false).map(({ method, path }) => `${method.toUpperCase()} ${path}`);

  it('has each route once, with every object that it can be asked for', () => {
    const written = expectations.map(({ route, object }) => `${route} ${object}`);
    const wanted = routesOf().flatMap((route) => objectsFor(route).map((object) => `${route} ${object}`));
    assert.deepEqual(written.toSorted(), wanted.toSorted());
  });

  it('knows every route of the application', () => {
    const { router } = createApp(world.umlauf, () => false) as unknown as { router: { stack: Layer[] } };
    const running = router.stack.flatMap(({ route }) =>
      Object.keys(route?.methods ?? {}).map((method) => `${method.toUpperCase()} ${route?.path ?? ''}`),
    );
    assert.deepEqual(running, routesOf());
    const unnamed = router.stack.filter(({ name, route }) => !route && /router|mounted_app/.test(name));
    assert.deepEqual(unnamed, [], 'no routes hide in a router of their own');
  });

  const shared = new Map<string, string>();

  /** For a change anew each time, so that no answer depends on another. */
  async function makeObject({ route, object }: Expectation, caller: Caller): Promise<string> {
    const [path, make] = Object.entries(makers).find(([part]) => route.includes(part)) ?? [];
    if (!path || !make) return '';
    const known = shared.get(`${path} ${object}`);
    if (route.startsWith('GET') && known !== undefined) return known;
    const id = await make(object, caller);
    if (route.startsWith('GET')) shared.set(`${path} ${object}`, id);
    return id;
  }

  async function answerFor(expectation: Expectation, name: CallerName): Promise<number> {
    const { route } = expectation;
    const caller = endsItself.includes(route) ? await openCaller(world, name) : known.get(name);
    assert.ok(caller);
    const answer = await ask(
      world.baseUrl,
      caller,
      validRequest(route, await makeObject(expectation, caller)),
    );
    checkForm(route.split(' ')[1] ?? '', answer);
    if (name === 'nobody' && answer.status === 303 && route !== 'POST /sign-in') {
      assert.match(answer.headers.get('location') ?? '', /^\/sign-in(\?|$)/);
    }
    return answer.status;
  }

  for (const expectation of expectations) {
    const { route, object, statuses } = expectation;
    it(`${route} (${object})`, async () => {
      const found = new Map<CallerName, number>();
      for (const name of callers) found.set(name, await answerFor(expectation, name));
      assert.deepEqual(Object.fromEntries(found), Object.fromEntries(statuses));
    });
  }
});
