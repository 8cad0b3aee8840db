import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import type { PushMessage } from './push-attempt.ts';
import type { Behaviour } from './script.ts';

export type PushRequest = IncomingMessage | Http2ServerRequest;
export type PushResponse = ServerResponse | Http2ServerResponse;

const LARGE_CHUNKS = 3200;
const LARGE_CHUNK_BYTES = 64 * 1024;

export function answeredWith({ answer }: Behaviour): PushMessage['answered'] {
  if (answer === 'redirect') return 307;
  if (answer === 'large') return 201;
  return answer;
}

export async function giveAnswer(
  behaviour: Behaviour,
  request: PushRequest,
  response: PushResponse,
  headers: Record<string, string>,
): Promise<void> {
  if (behaviour.delayMs !== undefined) await pause(behaviour.delayMs);
  if (isGone(response)) return;

  const answered = answeredWith(behaviour);
  if (answered === 'hang') return;
  if (answered === 'reset') {
    cutConnection(request);
    return;
  }
  if (answered === 'goaway') {
    goAway(request);
    return;
  }
  if (behaviour.retryAfter !== undefined) headers['retry-after'] = String(behaviour.retryAfter);
  writeHead(response, answered, headers);
  if (behaviour.answer === 'large') Readable.from(largeBody()).pipe(response);
  else response.end();
}

export function writeHead(response: PushResponse, status: number, headers: Record<string, string>): void {
  // The two classes declare overloads that TypeScript cannot call through their union.
  if ('stream' in response) response.writeHead(status, headers);
  else response.writeHead(status, headers);
}

export function isGone(response: PushResponse): boolean {
  return 'stream' in response ? response.stream.destroyed : response.destroyed;
}

function cutConnection(request: PushRequest): void {
  if ('stream' in request) request.stream.session?.destroy();
  else request.socket.destroy();
}

/** Says that it takes nothing from this request on, and has not looked at it (RFC 9113 section 6.8). */
function goAway(request: PushRequest): void {
  if (!('stream' in request)) request.socket.destroy();
  else request.stream.session?.goaway(constants.NGHTTP2_NO_ERROR, Math.max(0, (request.stream.id ?? 0) - 2));
}

function* largeBody(): Generator<Buffer> {
  for (let sent = 0; sent < LARGE_CHUNKS; sent += 1) yield Buffer.alloc(LARGE_CHUNK_BYTES, 'x');
}
