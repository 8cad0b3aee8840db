import { randomBytes } from 'node:crypto';
import { answeredWith, giveAnswer, writeHead, type PushRequest, type PushResponse } from './give-answer.ts';
import type { Mailbox } from './mailbox.ts';
import { demand, NotAccepted } from './not-accepted.ts';
import type { PushMessage } from './push-attempt.ts';
import { readPushHeaders } from './push-headers.ts';
import type { Sampling } from './sampling.ts';
import type { Script } from './script.ts';
import { decryptFor, type Subscriptions } from './subscriptions.ts';
import { checkVapid } from './vapid.ts';

export type Service = {
  origin: string;
  subscriptions: Subscriptions;
  mailbox: Mailbox;
  script: Script;
  sampling: Sampling;
};

const BODY_BYTES = 4096;
const LONGEST_TTL = 30 * 24 * 60 * 60;

export async function receivePush(
  service: Service,
  request: PushRequest,
  response: PushResponse,
): Promise<void> {
  const endpoint = service.origin + (request.url ?? '');
  const body = await readBody(request);
  if (
    !service.sampling.takes(service.subscriptions.find(endpoint) !== undefined && body.length <= BODY_BYTES)
  ) {
    await giveAnswer(service.script.next(endpoint), request, response, {});
    return;
  }
  const received = { at: Date.now(), endpoint, bytes: body.length };
  try {
    const content = checkPush(service, request, endpoint, body);
    const behaviour = service.script.next(endpoint);
    service.mailbox.note({ ...received, ...content, answered: answeredWith(behaviour), refused: null });
    await giveAnswer(behaviour, request, response, answerHeaders(service, content.ttl, behaviour.answer));
  } catch (trouble) {
    if (!(trouble instanceof NotAccepted)) throw trouble;
    const { status, message } = trouble;
    const unknown = { topic: null, ttl: null, urgency: null, vapidKey: null, plaintext: null };
    service.mailbox.note({ ...received, ...unknown, answered: status, refused: message });
    writeHead(response, status, { 'content-type': 'text/plain' });
    response.end(message);
  }
}

type Content = Pick<PushMessage, 'topic' | 'ttl' | 'urgency' | 'vapidKey' | 'plaintext'>;

function checkPush(service: Service, request: PushRequest, endpoint: string, body: Buffer): Content {
  const subscription = service.subscriptions.find(endpoint);
  demand(subscription !== undefined, 404, `no subscription at ${request.url ?? ''}`);
  demand(request.method === 'POST', 405, `${request.method ?? ''} is not POST`);
  const vapidKey = checkVapid(request.headers.authorization, service.origin, Date.now());
  const boundTo = subscription.applicationServerKey;
  demand(
    boundTo === null || boundTo === vapidKey,
    403,
    'VAPID key is not the one this subscription was made for',
  );
  const headers = readPushHeaders(request.headers);
  demand(body.length <= BODY_BYTES, 413, `body has ${body.length} bytes, more than ${BODY_BYTES}`);
  return { ...headers, vapidKey, plaintext: decryptFor(subscription, body) };
}

function answerHeaders(service: Service, ttl: number, answer: unknown): Record<string, string> {
  if (answer === 'redirect') return { location: `${service.origin}/elsewhere` };
  if (answer !== 201 && answer !== 'large') return {};
  const message = randomBytes(12).toString('base64url');
  return { location: `${service.origin}/message/${message}`, ttl: String(Math.min(ttl, LONGEST_TTL)) };
}

async function readBody(request: PushRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
