import { json } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Service } from './receive-push.ts';
import { scriptStep } from './script.ts';

const newSubscription = z.strictObject({
  applicationServerKey: z.string().optional(),
  origin: z.url().optional(),
});

const newSampling = z.strictObject({ every: z.int().min(1) });

const longPoll = z.object({ after: z.coerce.number().int(), waitMs: z.coerce.number().int().max(60_000) });

type Call = { service: Service; body: unknown; query: URLSearchParams };

const CALLS: Record<string, (call: Call) => unknown> = {
  'POST /subscriptions': ({ service, body }) => {
    const { applicationServerKey = null, origin } = newSubscription.parse(body);
    return service.subscriptions.issue(applicationServerKey, origin);
  },

  'POST /script': ({ service, body }) => {
    const step = scriptStep.parse(body);
    if ('endpoint' in step) mustBeIssued(service, step.endpoint);
    service.script.set(step);
    return {};
  },

  'POST /reset': ({ service }) => {
    service.script.clear();
    return { seq: service.mailbox.reset() };
  },

  'POST /sampling': ({ service, body }) => {
    service.sampling.set(newSampling.parse(body).every);
    return {};
  },

  'GET /count': ({ service }) => service.sampling.count(),

  'GET /journal': ({ service }) => service.mailbox.journal(),

  'GET /pending': ({ service, query }) =>
    service.mailbox.pending(mustBeIssued(service, query.get('endpoint') ?? ''), Date.now()),

  'GET /events': ({ service, query }) => {
    const { after, waitMs } = longPoll.parse(Object.fromEntries(query));
    return service.mailbox.journalOnceGrown(after, waitMs);
  },
};

export async function control(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://control');
  const call = CALLS[`${request.method ?? ''} ${pathname}`];
  try {
    if (!call) throw new Error(`no such call: ${request.method ?? ''} ${pathname}`);
    const body = request.method === 'POST' ? await json(request) : undefined;
    answer(response, 200, await call({ service, body, query }));
  } catch (trouble) {
    answer(response, 400, { trouble: String(trouble) });
  }
}

function mustBeIssued(service: Service, endpoint: string): string {
  if (!service.subscriptions.find(endpoint)) throw new Error(`no such subscription: ${endpoint}`);
  return endpoint;
}

function answer(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(content));
}
