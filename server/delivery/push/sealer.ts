import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../platform/project-root.ts';
import type { Sealed, ToSeal } from './seal-thread.ts';

export type Sealer = {
  /** The encrypted body (RFC 8291, `aes128gcm`), or why these keys can have none. Rejects when the thread has ended. */
  seal: (toSeal: ToSeal) => Promise<Buffer | string>;
  close: () => Promise<void>;
};

const ended = (): Error =>
  Object.assign(new Error('the thread that seals has ended'), { code: 'sealing ended' });

type Job = { toSeal: ToSeal; resolve: (sealed: Buffer | string) => void; reject: (error: Error) => void };

/** Compiled also where the rest runs from source: a thread has no loader for it. */
const threadFile = join(projectRoot, 'dist/server/delivery/push/seal-thread.js');
/** So that the first of many is on its way while the rest is being sealed. */
const mostInBatch = 64;

/** Seals in a thread of its own, which is there from the first message on: elliptic curves would hold up the pages. */
export function createSealer(): Sealer {
  const waiting: Job[] = [];
  const underWay: Job[][] = [];
  let thread: Worker | null = null;
  let isScheduled = false;
  let isClosed = false;

  function startThread(): Worker {
    const started = new Worker(threadFile);
    started.unref();
    started.on('message', (sealed: Sealed[]) => {
      const jobs = underWay.shift() ?? [];
      for (const [at, one] of sealed.entries())
        jobs[at]?.resolve(typeof one === 'string' ? one : Buffer.from(one.buffer));
    });
    const end = (error: Error): void => {
      if (thread !== started) return;
      thread = null;
      for (const { reject } of underWay.splice(0).flat()) reject(error);
    };
    started.on('error', end).on('exit', () => {
      end(ended());
    });
    return started;
  }

  function post(): void {
    isScheduled = false;
    if (isClosed) {
      for (const { reject } of waiting.splice(0)) reject(ended());
      return;
    }
    thread ??= startThread();
    while (waiting.length > 0) {
      const jobs = waiting.splice(0, mostInBatch);
      underWay.push(jobs);
      thread.postMessage(jobs.map(({ toSeal }) => toSeal));
    }
  }

  return {
    seal: (toSeal) =>
      new Promise((resolve, reject) => {
        waiting.push({ toSeal, resolve, reject });
        if (isScheduled) return;
        isScheduled = true;
        setImmediate(post);
      }),
    close: async () => {
      isClosed = true;
      await thread?.terminate();
    },
  };
}
