import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../platform/project-root.ts';
import type { BrowserKeys } from './seal-keys.ts';
import type { Derived } from './seal-thread.ts';

type KeyMaker = {
  /** Keys for one message, or why these can have none. Rejects when the thread has ended. */
  derive: (keys: BrowserKeys) => Promise<Derived>;
  close: () => Promise<void>;
};

const ended = (): Error =>
  Object.assign(new Error('the thread that seals has ended'), { code: 'sealing ended' });

type Job = { keys: BrowserKeys; resolve: (derived: Derived) => void; reject: (error: Error) => void };

/** Compiled also where the rest runs from source: a thread has no loader for it. */
const threadFile = join(projectRoot, 'dist/server/delivery/push/seal-thread.js');
/** So that the first of many is there while the rest is being made. */
const mostInBatch = 64;

/** Makes keys in a thread of its own, which is there from the first on: elliptic curves would hold up the pages. */
export function createKeyMaker(): KeyMaker {
  const waiting: Job[] = [];
  const underWay: Job[][] = [];
  let thread: Worker | null = null;
  let isScheduled = false;
  let isClosed = false;

  function startThread(): Worker {
    const started = new Worker(threadFile);
    started.unref();
    started.on('message', (derived: Derived[]) => {
      const jobs = underWay.shift() ?? [];
      for (const [at, one] of derived.entries()) jobs[at]?.resolve(one);
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
      thread.postMessage(jobs.map(({ keys }) => keys));
    }
  }

  return {
    derive: (keys) =>
      new Promise((resolve, reject) => {
        waiting.push({ keys, resolve, reject });
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
