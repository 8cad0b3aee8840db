import { Agent, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { codeOf, mostAnswerBytes, type Line } from './line.ts';
import { readRetryAfter } from './retry-after.ts';

export const mostSockets = 256;

/** A pool of HTTP/1.1 connections that are used again: one that is there already, the rest opened by `open`. */
export function openHttp1Line(
  host: string,
  first: Duplex,
  open: () => Promise<Duplex>,
  onPlace: () => void,
): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: mostSockets });
  let spare: Duplex | null = first;
  agent.createConnection = (_options, done) => {
    const found = spare;
    spare = null;
    if (found && !found.destroyed) return found;
    open().then(
      (socket) => done?.(null, socket),
      (error: unknown) => done?.(error as Error, undefined as never),
    );
    return undefined;
  };
  let busy = 0;

  const post: Line['post'] = ({ path, headers, body }, withinMs) =>
    new Promise((resolve) => {
      busy += 1;
      const call = request({ host, path, method: 'POST', headers: { ...headers, host }, agent });
      const timer = setTimeout(() => {
        resolve({ fault: 'timeout', because: 'late' });
        call.destroy();
      }, withinMs);
      call.on('response', (response) => {
        const { statusCode = 0, headers: answered } = response;
        resolve({ status: statusCode, retryAfterMs: readRetryAfter(answered['retry-after'], answered.date) });
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > mostAnswerBytes) call.destroy();
        });
        response.on('error', () => undefined);
      });
      call.on('error', (error) => {
        // A connection that had waited here may have been closed at the other end in this very moment.
        resolve({ fault: codeOf(error), because: call.reusedSocket ? 'cut' : 'refused' });
      });
      call.on('close', () => {
        clearTimeout(timer);
        busy -= 1;
        onPlace();
      });
      call.end(body);
    });

  return {
    places: () => mostSockets - busy,
    post,
    close: () => {
      spare?.destroy();
      agent.destroy();
    },
  };
}
