import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { makeAuthority } from './authority.ts';
import { decryptFor, Subscriptions } from './push-service/subscriptions.ts';
import type { IssuedSubscription } from './push-service/push-attempt.ts';

export type Captured = { path: string; headers: IncomingHttpHeaders; bytes: number; plaintext: string };

/** A push service that keeps what it was sent, headers and all, and answers as it is told (201). */
export type PushCapture = {
  host: string;
  caFile: string;
  issue: () => IssuedSubscription;
  captured: Captured[];
  answer: (how: (request: IncomingMessage, response: ServerResponse) => void) => void;
  stop: () => Promise<void>;
};

export async function startPushCapture(): Promise<PushCapture> {
  const folder = await mkdtemp(join(tmpdir(), 'push-capture-'));
  const { caFile, certFile, keyFile } = await makeAuthority(folder);
  const captured: Captured[] = [];
  let answer = (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(201).end();
  };
  const server = createServer(
    { cert: await readFile(certFile), key: await readFile(keyFile) },
    (request, response) => {
      void receive(request).then(() => {
        answer(request, response);
      });
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const subscriptions = new Subscriptions(`https://${host}`);

  async function receive(request: IncomingMessage): Promise<void> {
    const body = await buffer(request);
    const path = request.url ?? '';
    const subscription = subscriptions.find(`https://${host}${path}`);
    const plaintext = subscription ? decryptFor(subscription, body) : '';
    captured.push({ path, headers: request.headers, bytes: body.length, plaintext });
  }

  return {
    ...{ host, caFile, captured },
    issue: () => subscriptions.issue(null),
    answer: (how) => {
      answer = how;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
