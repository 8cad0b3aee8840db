import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createHttp1Server } from 'node:https';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAuthority } from '../authority.ts';
import { control } from './control.ts';
import { isGone, type PushRequest, type PushResponse } from './give-answer.ts';
import { Mailbox } from './mailbox.ts';
import { receivePush, type Service } from './receive-push.ts';
import { Sampling } from './sampling.ts';
import { Script } from './script.ts';
import { Subscriptions } from './subscriptions.ts';

const folder = mkdtempSync(join(tmpdir(), 'push-service-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});
const quit = () => process.exit(0);
process.once('SIGTERM', quit);
process.once('SIGINT', quit);
process.stdin.once('close', quit).resume();

const { caFile, certFile, keyFile } = await makeAuthority(folder);
const identity = { key: readFileSync(keyFile), cert: readFileSync(certFile) };
const http2Server = () =>
  createSecureServer({ ...identity, allowHTTP1: true, settings: { maxConcurrentStreams: 100 } });
// The second has no HTTP/2; the third is like the first.
const secure = [http2Server(), createHttp1Server(identity), http2Server()];
const plain = createServer();
const origins = await Promise.all(secure.map(async (server) => `https://127.0.0.1:${await listen(server)}`));
const [origin = ''] = origins;
const service: Service = {
  origin,
  subscriptions: new Subscriptions(origin),
  mailbox: new Mailbox(),
  script: new Script(),
  sampling: new Sampling(),
};

for (const [at, server] of secure.entries()) {
  server.on('request', (request: PushRequest, response: PushResponse) => {
    receivePush({ ...service, origin: origins[at] ?? origin }, request, response).catch(
      (trouble: unknown) => {
        // A sender that goes away in the middle is no trouble of the service.
        if (!isGone(response)) console.error(trouble);
        response.destroy();
      },
    );
  });
}
plain.on('request', (request, response) => void control(service, request, response));
const controlOrigin = `http://127.0.0.1:${await listen(plain)}`;
process.stdout.write(`${JSON.stringify({ origins, control: controlOrigin, caFile })}\n`);

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
