import { constants, type ClientHttp2Stream } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { openHttp2Session } from './http2-session.ts';
import { codeOf, mostAnswerBytes, type Exchange, type Line, type Post } from './line.ts';
import { readRetryAfter } from './retry-after.ts';

const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = constants;
/** Where a service names no limit of its own. */
const mostStreams = 256;

type Events = {
  /** A request has ended: there is a place. */
  onPlace: () => void;
  /** No request can be begun any more. */
  onEnd: (line: Line) => void;
};

/** One HTTP/2 session (RFC 9113), once the service has said how many streams it takes. */
export async function openHttp2Line(socket: TLSSocket, origin: string, events: Events): Promise<Line> {
  const session = await openHttp2Session(socket, origin);
  let lastStreamId = Infinity;
  let heardAt = 0;
  let open = 0;
  let isOver = false;
  const line: Line = {
    places,
    post,
    close: () => {
      session.destroy();
    },
  };

  function end(): void {
    if (isOver) return;
    isOver = true;
    session.close();
    events.onEnd(line);
  }
  // What ends a session ends its streams too, and each of them says so.
  session.on('error', end).on('close', end);
  session.on('goaway', (_code, lastId: number) => {
    lastStreamId = lastId;
    end();
  });
  return line;

  function places(): number {
    if (isOver || session.closed) return 0;
    return Math.min(session.remoteSettings.maxConcurrentStreams ?? mostStreams, mostStreams) - open;
  }

  function post({ path, headers, body }: Post, withinMs: number): Promise<Exchange> {
    return new Promise((resolve) => {
      const begunAt = performance.now();
      let stream: ClientHttp2Stream;
      try {
        stream = session.request({ ...headers, ':method': 'POST', ':path': path });
      } catch (error) {
        resolve({ fault: codeOf(error), because: 'untouched' });
        return;
      }
      open += 1;
      let bytes = 0;
      let fault = 'no answer';
      let isAnswered = false;
      const timer = setTimeout(() => {
        resolve({ fault: 'timeout', because: 'late' });
        stream.close(NGHTTP2_CANCEL);
        // Nothing at all was heard in the meantime: it is not this request that is stuck.
        if (heardAt < begunAt) session.destroy();
      }, withinMs);
      stream.on('response', ({ ':status': status = 0, 'retry-after': retryAfter, date }) => {
        heardAt = performance.now();
        isAnswered = true;
        resolve({ status, retryAfterMs: readRetryAfter(retryAfter, date) });
      });
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > mostAnswerBytes) stream.close(NGHTTP2_CANCEL);
      });
      stream.on('error', (error) => {
        fault = codeOf(error);
      });
      stream.on('close', () => {
        clearTimeout(timer);
        open -= 1;
        if (!isAnswered) {
          const because = whyEnded(stream);
          // The session itself says it later, and would be given the same request again in the meantime.
          if (because === 'cut') end();
          resolve({ fault, because });
        }
        events.onPlace();
      });
      stream.end(body);
    });
  }

  function whyEnded({ id, rstCode }: ClientHttp2Stream): 'untouched' | 'cut' | 'refused' {
    if (rstCode === NGHTTP2_REFUSED_STREAM || id === undefined || id > lastStreamId) return 'untouched';
    // Without an answer and without an error a stream ends when its session does.
    return rstCode === NGHTTP2_NO_ERROR || session.destroyed ? 'cut' : 'refused';
  }
}
