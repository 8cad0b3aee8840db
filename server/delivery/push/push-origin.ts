import type { Attempt } from '../delivery.ts';
import type { Dial } from './dial.ts';
import type { AllowedEndpoint } from './endpoint.ts';
import { mostSockets, openHttp1Line } from './http1-line.ts';
import { openHttp2Line } from './http2-line.ts';
import { codeOf, type Capacity, type Exchange, type Line, type Post } from './line.ts';

const patienceMs = 10_000;
const mostTries = 3;
const mostSessions = 24;
/** After a connection could not be opened beside those that are there. */
const openAgainMs = 1000;
/** As long as the protocol is not known, and with HTTP/1.1. */
export const modest: Capacity = { brisk: mostSockets / 2, all: mostSockets };
const ample: Capacity = { brisk: 1024, all: 2048 };

export type PushOrigin = {
  /** One attempt of ten seconds at most. What the service has surely not looked at is sent again at once. */
  post: (post: Post) => Promise<Attempt>;
  capacity: () => Capacity;
  /** For how long nothing was asked of it. */
  idleMs: () => number;
  close: () => void;
};

type Waiting = { begin: (line: Line) => void; fail: (fault: string) => void };

/** All connections to one push service: as many HTTP/2 sessions as it takes, or a pool where it has no HTTP/2. */
export function createPushOrigin(dial: Dial, to: AllowedEndpoint): PushOrigin {
  const lines = new Set<Line>();
  const waiting = new Set<Waiting>();
  let protocol: 'h2' | 'http/1.1' | null = null;
  let streams = 1;
  let opening = 0;
  let openAgainAt = 0;
  let usedAt = performance.now();
  const closing = new AbortController();

  function serveWaiting(): void {
    for (const line of lines) {
      for (const next of waiting) {
        if (line.places() <= 0) break;
        waiting.delete(next);
        next.begin(line);
      }
    }
    if (needsAnother()) void openLine();
  }

  function needsAnother(): boolean {
    if (closing.signal.aborted || waiting.size <= opening * streams || performance.now() < openAgainAt)
      return false;
    return protocol === 'h2' ? lines.size + opening < mostSessions : lines.size + opening === 0;
  }

  async function openLine(): Promise<void> {
    opening += 1;
    try {
      await open();
    } catch (error) {
      openAgainAt = lines.size === 0 ? 0 : performance.now() + openAgainMs;
      if (lines.size === 0 && opening === 1) failAll(codeOf(error));
    } finally {
      opening -= 1;
    }
    serveWaiting();
  }

  async function open(): Promise<void> {
    const socket = await dial(to, ['h2', 'http/1.1'], closing.signal);
    if (socket.alpnProtocol !== 'h2') {
      protocol = 'http/1.1';
      const dialAgain = () => dial(to, ['http/1.1'], closing.signal);
      keep(openHttp1Line(to.url.host, socket, dialAgain, serveWaiting));
      return;
    }
    const line = await openHttp2Line(socket, to.url.origin, {
      onPlace: serveWaiting,
      onEnd: (ended) => {
        lines.delete(ended);
      },
    });
    protocol = 'h2';
    streams = Math.max(1, line.places());
    keep(line);
  }

  function keep(line: Line): void {
    if (closing.signal.aborted) line.close();
    else lines.add(line);
  }

  function failAll(fault: string): void {
    const failing = [...waiting];
    waiting.clear();
    for (const { fail } of failing) fail(fault);
  }

  function exchange(post: Post, until: number): Promise<Exchange> {
    const left = (): number => Math.max(0, until - performance.now());
    for (const line of lines) if (line.places() > 0) return line.post(post, left());
    return new Promise((resolve) => {
      const fail = (fault: string): void => {
        clearTimeout(timer);
        waiting.delete(next);
        resolve({ fault, because: 'refused' });
      };
      const timer = setTimeout(fail, left(), 'timeout');
      const next = {
        fail,
        begin: (line: Line): void => {
          clearTimeout(timer);
          resolve(line.post(post, left()));
        },
      };
      waiting.add(next);
      serveWaiting();
    });
  }

  async function post(given: Post): Promise<Attempt> {
    usedAt = performance.now();
    const until = usedAt + patienceMs;
    let wasCut = false;
    for (let tries = 1; !closing.signal.aborted; tries += 1) {
      const ended = await exchange(given, until);
      if ('status' in ended) return ended;
      const { fault, because } = ended;
      const isTriedAgain = because === 'untouched' ? tries < mostTries : because === 'cut' && !wasCut;
      if (!isTriedAgain) return { fault };
      wasCut = because === 'cut';
    }
    return { fault: 'closed' };
  }

  return {
    post,
    capacity: () => {
      if (protocol !== 'h2') return modest;
      const most = mostSessions * streams;
      return { brisk: Math.min(ample.brisk, most), all: Math.min(ample.all, most) };
    },
    idleMs: () => performance.now() - usedAt,
    close: () => {
      closing.abort();
      failAll('closed');
      for (const line of lines) line.close();
    },
  };
}
