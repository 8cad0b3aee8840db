import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { released } from './support/announcing.ts';
import { eventually } from './support/eventually.ts';
import { install, type Installation } from './support/installation.ts';
import { pushSettings, turnOnNotices } from './support/push-devices.ts';
import { startPushService, type PushService } from './support/push-service/push-service.ts';
import type { RunningUmlauf } from './support/running-umlauf.ts';
import { send } from './support/visitor.ts';

const csrfOfNobody = 'csrf-geheim-4711-zorneding';
const query = 'Hagebuttenkennwort';
const bearer = 'umlauf_Bearer-geheim-4711-aaaaaaaaaaaaaaaaaaaaaa';

/** T24: secrets of every kind are used, in good requests and in bad ones, then searched for. */
describe('Secrets', function () {
  this.timeout(40_000);
  let service: PushService;
  let house: Installation;
  let running: RunningUmlauf;
  const secrets = new Map<string, string>();
  const atRest: string[] = [];
  const pages: string[] = [];

  before(async () => {
    service = await startPushService();
    house = await install('SQLite', { ...pushSettings(service), LOG_LEVEL: 'debug' });
    running = await house.start();
    const [ben, anna] = [await running.signIn('ben'), await running.signIn('anna')];
    for (const pair of ben.cookie.split('; ')) {
      const [name = '', value = ''] = pair.split('=');
      if (name === 'umlauf' || name === 'umlauf-device') atRest.push(value);
      if (value.length > 10) secrets.set(`cookie ${name}`, value);
    }
    assert.equal(atRest.length, 2, ben.cookie);
    const token =
      /umlauf_[\w-]{43}/.exec(
        (await ben.post('/me/tokens', { name: 'Terminal', scope: 'read' })).text,
      )?.[0] ?? '';
    assert.notEqual(token, '');
    atRest.push(token);
    const device = await turnOnNotices(ben, service, house.dataDir);
    const other = await service.subscribe();
    const paths = [device, other].map(({ endpoint }) => new URL(endpoint).pathname);
    for (const [name, value] of [
      ...[
        ['CSRF token', ben.csrfToken],
        ['another’s CSRF token', csrfOfNobody],
        ['token', token],
        ['no token', bearer],
      ],
      ...[
        ['endpoint', paths[0]],
        ['refused endpoint', paths[1]],
        ['push key', device.keys.auth],
        ['query', query],
      ],
    ] as [string, string][])
      secrets.set(name, value);

    await service.script({ endpoint: device.endpoint, answer: 'reset', times: 1 });
    await released(anna, { people: ['ben'] });
    await service.nextMessage();
    const me = (headers: Record<string, string>) =>
      send(`${running.baseUrl}/api/v1/me?q=${query}`, { headers });
    assert.equal((await me({ authorization: `Bearer ${token}` })).status, 200);
    // From here on the database refuses devices: what the driver says of it must not reach the log.
    await house.look(({ transaction }) =>
      transaction((tx) =>
        tx.raw(
          `create trigger no_devices before update of endpoint on push_subscriptions begin select raise(abort, 'planted'); end`,
        ),
      ),
    );
    const refusals = [
      await me({ authorization: `Bearer ${bearer}` }),
      await ben.get(`/announcements/unknown?q=${query}`),
      await ben.get(`/nowhere?q=${query}`),
      await ben.post('/me/language', { language: 'nl', _csrf: csrfOfNobody }),
      await ben.call('POST', '/push-subscriptions', { ...other, keys: { p256dh: 'AAAA', auth: 'AAAA' } }),
      await ben.call('POST', '/push-subscriptions', other),
      await ben.call('GET', `/people?limit=1000&q=${query}`),
      await ben.get(`/sign-in?q=${query}`, { cookie: '' }),
    ];
    assert.deepEqual(
      refusals.map(({ status }) => status),
      [401, 404, 404, 403, 422, 500, 400, 200],
    );
    // The search of the sign-in page shows its own words again; so does nothing else.
    pages.push(...refusals.slice(0, -1).map(({ text, headers }) => text + JSON.stringify([...headers])));
  });
  after(async () => {
    await house.remove();
    await service.stop();
  });

  const lines = () => running.stdout.map((line) => JSON.parse(line) as Record<string, unknown>);
  const found = (text: string) =>
    [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name);

  it('are not in the log, not even when the database fails', async () => {
    await eventually(() => lines().some(({ level }) => level === 50), Boolean);
    assert.deepEqual(found(running.stdout.join('\n') + running.stderr.join('\n')), []);
    const fault = lines().find(({ level }) => level === 50) as {
      err: { message: string };
      requestId: string;
    };
    assert.match(fault.err.message, /planted/, 'the cause is');
  });

  it('are not on the pages that tell of trouble', () => assert.deepEqual(found(pages.join('\n')), []));

  it('are not in the audit record', async () => {
    const entries = await house.look(({ reader }) => reader('audit_entries').select());
    assert.ok(entries.length > 3);
    assert.deepEqual(found(JSON.stringify(entries)), []);
  });

  it('rest in the database as hashes alone', async () => {
    await running.kill('SIGTERM');
    const files = (await readdir(house.dataDir)).filter((name) => name.startsWith('umlauf.sqlite'));
    assert.ok(files.length > 0);
    for (const name of files) {
      const bytes = await readFile(join(house.dataDir, name));
      for (const secret of atRest) assert.ok(!bytes.includes(secret), name);
    }
  });
});

describe('The log', function () {
  this.timeout(20_000);

  it('is lines of JSON, with the number that the page shows in case of trouble', async () => {
    const house = await install('SQLite');
    try {
      const running = await house.start();
      const ben = await running.signIn('ben');
      const page = await ben.get('/announcements/00000000000000000000000000000000?secret=1');
      assert.equal(page.status, 404);
      const requestId = page.headers.get('x-request-id') ?? '';
      assert.match(requestId, /^[2-9A-HJKMNP-TV-Z]{3}(-[2-9A-HJKMNP-TV-Z]{3}){2}$/);
      assert.ok(page.text.includes(requestId));
      type Line = { req?: { id: string; method: string; path: string }; res?: { status: number } };
      const line = await eventually(
        () => running.stdout.map((raw) => JSON.parse(raw) as Line).find(({ req }) => req?.id === requestId),
        (seen) => seen !== undefined,
      );
      assert.deepEqual(line?.req, {
        id: requestId,
        method: 'GET',
        path: '/announcements/00000000000000000000000000000000',
      });
      assert.deepEqual(line.res, { status: 404 });
      const problem = await ben.call('GET', '/announcements/unknown');
      assert.equal((problem.json as { requestId: string }).requestId, problem.headers.get('x-request-id'));
      await running.kill('SIGTERM');
      for (const raw of running.stdout)
        assert.equal(typeof (JSON.parse(raw) as { level: unknown }).level, 'number');
      assert.deepEqual(running.stderr, []);
    } finally {
      await house.remove();
    }
  });
});
