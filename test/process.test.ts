import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { io } from 'socket.io-client';
import { released } from './support/announcing.ts';
import { eventually } from './support/eventually.ts';
import { install, type Installation } from './support/installation.ts';
import { sharedPostgres } from './support/shared-postgres.ts';
import { pushSettings, turnOnNotices } from './support/push-devices.ts';
import { startPushService, type PushService } from './support/push-service/push-service.ts';
import type { RunningUmlauf } from './support/running-umlauf.ts';
import { send } from './support/visitor.ts';
import type { DatabaseKind } from './support/world.ts';

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const gravest = ({ stdout }: RunningUmlauf): string[] =>
  stdout.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);

/** A connection on which a part of a request was written: the rest comes when the test wants it. */
async function begin({ baseUrl }: RunningUmlauf, beginning: string): Promise<Socket> {
  const socket = connect(Number(new URL(baseUrl).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(beginning);
  return socket;
}

async function stopWithin(running: RunningUmlauf, longestMs: number): Promise<void> {
  const startedAt = performance.now();
  assert.ok(isRunning(running.pid));
  const { code } = await running.kill('SIGTERM');
  const lastedMs = performance.now() - startedAt;
  assert.equal(code, 0, running.stderr.join('\n'));
  assert.ok(lastedMs < longestMs, `${lastedMs} ms`);
  assert.equal(isRunning(running.pid), false);
  assert.deepEqual(gravest(running), []);
}

describe('The process', function () {
  this.timeout(40_000);
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  for (const kind of ['SQLite', 'PostgreSQL'] as DatabaseKind[]) {
    describe(`told to stop (${kind})`, () => {
      let house: Installation;
      let running: RunningUmlauf;
      before(async () => {
        house = await install(kind, pushSettings(service));
      });
      beforeEach(async () => {
        running = await house.start();
      });
      after(() => house.remove());

      it('has gone at once when nothing goes on', () => stopWithin(running, 1000));

      it('lets go of idle clients and live connections within two seconds', async () => {
        const agent = new Agent({ keepAlive: true, maxSockets: 20 });
        const ask = async () => {
          const [response] = (await once(get(`${running.baseUrl}/healthz`, { agent }), 'response')) as [
            NodeJS.ReadableStream,
          ];
          await text(response);
        };
        await Promise.all(Array.from({ length: 20 }, ask));
        const silent = await begin(running, '');
        const { cookie } = await running.signIn('ben');
        const sockets = ['websocket', 'polling'].map((transport) =>
          io(running.baseUrl, { transports: [transport], extraHeaders: { cookie }, reconnection: false }),
        );
        await Promise.all(sockets.map((socket) => eventually(() => socket.connected, Boolean)));
        const left = sockets.map((socket) => new Promise((resolve) => socket.once('disconnect', resolve)));
        await stopWithin(running, 2000);
        await Promise.all(left);
        silent.destroy();
        agent.destroy();
      });

      it('answers the request that is under way, and says that it is stopping', async () => {
        const body = 'login=ben';
        const head = `POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
        const form = await begin(
          running,
          `${head}Content-Length: ${body.length}\r\nConnection: close\r\n\r\nlog`,
        );
        const probe = await begin(running, 'GET /readyz HTTP/1.1\r\nHost: localhost\r\n');
        // Both are known to the server once it has answered somebody who came later.
        await send(`${running.baseUrl}/healthz`, {});
        const stopped = stopWithin(running, 2000);
        await eventually(() => running.stdout.some((line) => line.includes('Umlauf closes')), Boolean);
        probe.write('Connection: close\r\n\r\n');
        form.write(body.slice(3));
        const [answer, ready] = await Promise.all([text(form), text(probe)]);
        assert.match(answer, /^HTTP\/1\.1 303 /);
        assert.match(ready, /^HTTP\/1\.1 503 [\s\S]*\{"status":"unready","failing":"stopping"\}/);
        await stopped;
      });

      it('waits a moment for push services, and leaves what they did not answer to its next start', async () => {
        const [ben, clara] = [await running.signIn('ben'), await running.signIn('clara')];
        const [slow, silent] = [
          await turnOnNotices(ben, service, house.dataDir),
          await turnOnNotices(clara, service, house.dataDir),
        ];
        await service.script({ endpoint: slow.endpoint, answer: 201, delayMs: 500, times: 1 });
        await service.script({ endpoint: silent.endpoint, answer: 'hang', times: 1 });
        const anna = await running.signIn('anna');
        const { id } = await released(anna, { people: ['ben', 'clara'] });
        await service.nextMessage(({ endpoint }) => endpoint === silent.endpoint);
        await service.nextMessage(({ endpoint }) => endpoint === slow.endpoint);
        await stopWithin(running, 2000);
        const states = await house.look(async ({ reader }) => {
          const rows = (await reader('deliveries').where({ announcement_id: id })) as {
            subscription_id: string;
            state: string;
          }[];
          return new Map(rows.map(({ subscription_id, state }) => [subscription_id, state]));
        });
        assert.deepEqual([states.get(slow.id), states.get(silent.id)], ['accepted', 'queued']);
      });
    });
  }

  it('is alive but not ready while its database is gone, and names it', async () => {
    const house = await install('PostgreSQL');
    try {
      const running = await house.start();
      const ready = () => send(`${running.baseUrl}/readyz`, {});
      assert.deepEqual([(await ready()).status, (await ready()).json], [200, { status: 'ok' }]);
      const ben = await running.signIn('ben');
      const name = new URL(house.databaseUrl).pathname.slice(1);
      await (await sharedPostgres()).dropDatabase(name);
      const answer = await ready();
      assert.deepEqual([answer.status, answer.json], [503, { status: 'unready', failing: 'database' }]);
      const page = await ben.get('/');
      assert.ok(page.status >= 500);
      assert.match(page.text, /[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}/, 'the number to tell');
      assert.doesNotMatch(page.text, /node_modules|\.js:\d+/, 'no stack');
      const alive = await send(`${running.baseUrl}/healthz`, {});
      assert.deepEqual([alive.status, alive.json], [200, { status: 'ok' }]);
      assert.ok(isRunning(running.pid));
      assert.equal((await running.kill('SIGTERM')).code, 0);
    } finally {
      await house.remove();
    }
  });

  it('finds its keys and its people signed in when it starts again', async () => {
    const house = await install('SQLite');
    try {
      const first = await house.start();
      const ben = await first.signIn('ben');
      const keys = async () => {
        const files = ['vapid.json', 'session-secret'].map((name) => join(house.dataDir, 'keys', name));
        for (const file of files) assert.equal((await stat(file)).mode & 0o777, 0o600, file);
        assert.equal((await stat(join(house.dataDir, 'keys'))).mode & 0o777, 0o700);
        assert.equal((await stat(house.dataDir)).mode & 0o777, 0o700, 'what is in it is nobody else’s');
        return Promise.all(files.map((file) => readFile(file, 'utf8')));
      };
      const before = await keys();
      const vapid = (JSON.parse(before[0] ?? '') as { publicKey: string }).publicKey;
      assert.ok((await ben.get('/me')).text.includes(vapid));
      await first.kill('SIGTERM');

      await house.start();
      assert.deepEqual(await keys(), before);
      assert.ok((await ben.get('/me')).text.includes(vapid));
      assert.equal(
        (await ben.post('/me/language', { language: 'nl' })).status,
        303,
        'the CSRF token is still good',
      );
    } finally {
      await house.remove();
    }
  });
});
