import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { io } from 'socket.io-client';
import { released } from './support/announcing.ts';
import { eventually } from './support/eventually.ts';
import { install, type Installation } from './support/installation.ts';
import { pushSettings, turnOnNotices } from './support/push-devices.ts';
import { startPushService, type PushService } from './support/push-service/push-service.ts';
import type { RunningUmlauf } from './support/running-umlauf.ts';
import type { DatabaseKind } from './support/world.ts';

const longestMs = 3000;

type Mute = { port: number; asked: () => number; stop: () => void };

/** Takes every connection and says `greeting` at most, and then nothing for ever. */
async function startMute(greeting = ''): Promise<Mute> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (greeting !== '') socket.write(greeting);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => sockets.size,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe('The process told to stop while all that it talks to hangs', function () {
  this.timeout(60_000);
  let service: PushService;
  let directory: Mute;
  before(async () => {
    [service, directory] = await Promise.all([startPushService(), startMute()]);
  });
  after(async () => {
    directory.stop();
    await service.stop();
  });

  for (const kind of ['SQLite', 'PostgreSQL'] as DatabaseKind[]) {
    for (const [said, greeting] of [
      ['says nothing', ''],
      ['greets and says nothing more', '220 mute.example ESMTP\r\n'],
    ] as const) {
      describe(`(${kind}; the mail server ${said})`, () => {
        let mail: Mute;
        let house: Installation;
        let running: RunningUmlauf;
        before(async () => {
          mail = await startMute(greeting);
          house = await install(kind, {
            ...pushSettings(service),
            ...{ DEMO: '1', LDAP_URL: `ldap://127.0.0.1:${directory.port}`, LDAP_BASE_DN: 'dc=example' },
            ...{ LDAP_BIND_DN: 'cn=umlauf,dc=example', LDAP_BIND_PASSWORD: 'secret', LDAP_STARTTLS: '1' },
            ...{ SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'umlauf@lindenhof.example' },
          });
          running = await house.start();
        });
        after(async () => {
          await house.remove();
          mail.stop();
        });

        it(`has gone within ${longestMs / 1000} seconds, and leaves nothing half done`, async () => {
          const people = ['ben', 'clara', 'm.aydogan', 'y.haddad', 's.sahin', 'o.ibrahim'];
          for (const host of service.hosts) await service.script({ host, answer: 'hang' });
          for (const [at, login] of people.entries())
            await turnOnNotices(await running.signIn(login), service, house.dataDir, service.hosts[at % 3]);
          const { cookie } = await running.signIn('ben');
          const agent = new Agent({ keepAlive: true, maxSockets: 20 });
          const sockets = ['websocket', 'polling'].map((transport) =>
            io(running.baseUrl, { transports: [transport], extraHeaders: { cookie }, reconnection: false }),
          );
          await Promise.all(sockets.map((socket) => eventually(() => socket.connected, Boolean)));
          const anna = await running.signIn('anna');
          const { id } = await released(anna, { everyone: true, priority: 'normal' });
          await eventually(() => mail.asked() > 0 && directory.asked() > 0, Boolean);
          const asking = Array.from({ length: 20 }, async () => {
            for (;;) {
              const call = get(`${running.baseUrl}/`, { agent, headers: { cookie } });
              const [answer] = (await once(call, 'response')) as [NodeJS.ReadableStream];
              await text(answer);
            }
          }).map((one) => one.catch(() => undefined));
          const startedAt = performance.now();
          const { code } = await running.kill('SIGTERM');
          const lastedMs = performance.now() - startedAt;
          assert.equal(code, 0, running.stderr.join('\n'));
          assert.ok(lastedMs < longestMs, `${lastedMs} ms`);
          await Promise.all(asking);
          agent.destroy();
          const states = (await house.look(({ reader }) =>
            reader('deliveries').where({ announcement_id: id }).distinct().pluck('state'),
          )) as string[];
          assert.deepEqual(states, ['queued']);
        });
      });
    }
  }
});
