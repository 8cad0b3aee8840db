import assert from 'node:assert/strict';
import { allRoutes } from '../../server/routes.ts';
import { draftFor, released } from '../support/announcing.ts';
import { assertProblem, assertRefusalPage } from '../support/bad-input/refused.ts';
import { assertScimError } from '../support/provisioner.ts';
import { knock } from '../support/knock.ts';
import { changesNothing } from '../support/table-prints.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const isCall = (path: string): boolean => path.startsWith('/api/');

function assertRefused(path: string, answer: Answer, wanted: number | number[]): void {
  const what = path.slice(0, 120);
  if (path.startsWith('/scim/')) assertScimError(answer, answer.status === 400 ? 400 : 404);
  else if (isCall(path)) assertProblem(answer, wanted, what);
  else assertRefusalPage(answer, wanted, what);
}

const badIds = [
  ...['-1', '0', '9223372036854775808', '1e999', 'NaN', 'undefined', '__proto__', 'constructor', '*', '%20'],
  ...[
    '%00',
    '%0d%0aSet-Cookie:%20x=y',
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f',
    '..;',
    "1'%20or%20'1'='1",
    '[]',
    '%F0%9F%98%80',
  ],
  ...[
    'F'.repeat(32),
    'f'.repeat(31),
    `${'f'.repeat(32)}%0a`,
    `${'f'.repeat(32)}%00`,
    'x'.repeat(5000),
    '%ff',
    '%E0%A4%A',
    '%',
  ],
];
const badLimits = ['-1', '0', '101', '1e9', '1.5', 'x', '', '9223372036854775808', 'NaN'].map(
  (limit) => `limit=${limit}`,
);
const badCursors = ['%00', 'x', '-1', '%27', `${'f'.repeat(32)}%00`, 'x'.repeat(5000)].map(
  (after) => `after=${after}`,
);
const twice = [
  'limit=5&limit=5',
  `after=${'f'.repeat(32)}&after=${'f'.repeat(32)}`,
  'limit[]=5',
  'limit[$gt]=5',
];
const unknown = ['orderBy=(select%201)', 'sort=password', '__proto__=x', 'constructor=x'];
const badSearches = ['q=%00', 'q=a&q=b', `q=${'wort%20'.repeat(2000)}`, 'q=%1b[31m'];

describeOnEachDatabase('An address that makes no sense', (world, kind) => {
  // What a database itself may stumble over is a NUL; the rest never comes that far.
  const ids = kind === 'SQLite' ? badIds : badIds.filter((id) => id.includes('%00'));
  let anna: Visitor;
  let deniz: Visitor;
  let releasedId = '';

  before(async () => {
    anna = await world().signIn('anna');
    deniz = await world().signIn('deniz');
    releasedId = (await released(anna, { teams: ['Frühschicht'] })).id;
    await draftFor(anna, { everyone: true });
  });

  const ask = (method: string, path: string): Promise<Answer> => {
    const { cookie, csrfToken } = path.startsWith('/administration') ? deniz : anna;
    const body =
      method === 'GET' || isCall(path)
        ? {}
        : { body: `_csrf=${csrfToken}&idempotencyKey=x-x-x-x-x&version=1&clientAckId=x-x-x-x-x` };
    const type = 'body' in body ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    return knock(world().baseUrl, {
      method,
      path,
      ...body,
      headers: { cookie, 'x-csrf-token': csrfToken, ...type },
    });
  };

  it('with an id that is none is found nowhere, whatever is asked', async () => {
    const routes = allRoutes(world().umlauf, () => false).filter(({ path }) => path.includes(':id'));
    assert.ok(routes.length > 15);
    await changesNothing(world().umlauf.db, async () => {
      for (const { method, path } of routes) {
        const methodName = method.toUpperCase();
        await Promise.all(
          ids.map(async (id) => {
            assertRefused(path, await ask(methodName, path.replace(':id', id)), [404, 400]);
          }),
        );
      }
    });
  });

  it('with a list cut in an impossible way is refused', async () => {
    const lists = [
      '/api/v1/inbox',
      '/api/v1/announcements',
      '/api/v1/teams',
      '/api/v1/people',
      `/api/v1/announcements/${releasedId}/recipients`,
      `/api/v1/announcements/${releasedId}/answers`,
    ];
    const searchable = lists.filter((list) => /inbox|people|recipients/.test(list));
    assert.equal(searchable.length, 3);
    await changesNothing(world().umlauf.db, async () => {
      for (const list of lists) {
        for (const query of [...badLimits, ...badCursors, ...twice, ...unknown]) {
          assertRefused(list, await ask('GET', `${list}?${query}`), 400);
        }
      }
      for (const query of badSearches) {
        for (const list of searchable) assertRefused(list, await ask('GET', `${list}?${query}`), 400);
      }
      for (const query of ['state=', 'state=x', 'state=all&state=all']) {
        assertRefused(lists[0] ?? '', await ask('GET', `${lists[0] ?? ''}?${query}`), 400);
      }
    });
  });

  it('of a page is refused with a page', async () => {
    const progress = `/announcements/${releasedId}/progress`;
    const reminder = `/announcements/${releasedId}/reminder`;
    const answers = `/announcements/${releasedId}/answers`;
    const toCall = `/announcements/${releasedId}/calls`;
    await changesNothing(world().umlauf.db, async () => {
      const people = '/administration/people';
      const row = (await world().umlauf.db('teams').first('id')) as { id: string };
      const team = `/administration/teams/${row.id}`;
      for (const page of ['/', '/announcements', progress, reminder, answers, toCall, people, team]) {
        for (const query of badCursors) assertRefused(page, await ask('GET', `${page}?${query}`), 400);
      }
      for (const query of ['state=', 'state=late', 'state=all&state=all']) {
        assertRefused('/', await ask('GET', `/?${query}`), 400);
      }
      for (const query of badLimits) assertRefused(team, await ask('GET', `${team}?${query}`), 400);
      for (const query of ['state=', 'state=gone', 'state=all&state=all'])
        assertRefused(people, await ask('GET', `${people}?${query}`), 400);
      const searched = ['/', progress, reminder, '/announcements/addressees', '/sign-in'];
      for (const page of [...searched, people, '/administration/teams']) {
        for (const query of badSearches) {
          const { cookie } = page.startsWith('/administration') ? deniz : anna;
          const headers: Record<string, string> = page === '/sign-in' ? {} : { cookie };
          assertRefused(page, await knock(world().baseUrl, { path: `${page}?${query}`, headers }), 400);
        }
      }
    });
  });

  it('a search takes signs as signs, not as a pattern', async () => {
    for (const q of ['%', '_', '\\', "'", '"', '*', '%25', '(select 1)', "' or 1=1 --"]) {
      const { status, json } = await anna.call('GET', `/people?q=${encodeURIComponent(q)}`);
      assert.equal(status, 200, q);
      assert.deepEqual((json as { items: unknown[] }).items, [], q);
    }
  });

  it('that leads out of the house is not followed', async () => {
    await changesNothing(world().umlauf.db, async () => {
      for (const path of [
        '/../../etc/passwd',
        '/..%2f..%2fpackage.json',
        '/%2e%2e/package.json',
        '/styles/..%5c..%5cpackage.json',
        '/.env',
        '/.git/HEAD',
        '/styles/%00',
        '/scripts/',
      ]) {
        assertRefused(path, await ask('GET', path), [400, 404]);
      }
      for (const path of ['/api/v1', '/api/v1/nothing', '/api/v2/me', '/api/v1/announcements/x/y'])
        assertRefused(path, await ask('GET', path), 404);
      assertRefused('/API/v1/me', await ask('GET', '/API/v1/me'), 404);
    });
  });

  it('asked in another way than it is meant is 405 and says which ways there are', async () => {
    const wrong = [
      ['DELETE', '/'],
      ['PUT', '/me'],
      ['GET', '/sign-out'],
      ['GET', `/announcements/${releasedId}/deletion`],
      ['PATCH', '/sign-in'],
      ['GET', `/api/v1/announcements/${releasedId}/release`],
      ['PUT', `/api/v1/announcements/${releasedId}/acknowledgement`],
      ['POST', '/api/v1/me'],
    ] as const;
    await changesNothing(world().umlauf.db, async () => {
      for (const [method, path] of wrong) {
        const answer = await ask(method, path);
        assertRefused(path, answer, 405);
        assert.match(answer.headers.get('allow') ?? '', /^[A-Z, ]+$/);
      }
    });
  });
});
