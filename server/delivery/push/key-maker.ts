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

type Job = {
  keys: BrowserKeys;
  /** So many threads have had it. */
  threads: number;
  resolve: (derived: Derived) => void;
  reject: (error: Error) => void;
};

/** Compiled also where the rest runs from source: a thread has no loader for it. */
const threadFile = join(projectRoot, 'dist/server/delivery/push/seal-thread.js');
/** So that the first of many is there while the rest is being made. */
const mostInBatch = 64;
/** A batch takes milliseconds: a thread that says nothing over two looks hangs. */
const lookEveryMs = 2500;
const mostThreads = 2;

/**
 * Makes keys in a thread of its own, which is there from the first on: elliptic curves would hold up the pages. One that
 * hangs is ended, and another does its work: what it still said would come to nobody.
 */
export function createKeyMaker(): KeyMaker {
  const waiting: Job[] = [];
  const underWay: Job[][] = [];
  let thread: Worker | null = null;
  let isScheduled = false;
  let isClosed = false;
  let isSilent = false;
  const looks = setInterval(look, lookEveryMs).unref();

  function startThread(): Worker {
    const started = new Worker(threadFile);
    started.unref();
    started.on('message', (derived: Derived[]) => {
      if (thread !== started) return;
      isSilent = false;
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

  function look(): void {
    const hanging = isSilent && underWay.length > 0 ? thread : null;
    isSilent = underWay.length > 0;
    if (!hanging) return;
    thread = null;
    isSilent = false;
    void hanging.terminate();
    const [again, over] = [[] as Job[], [] as Job[]];
    for (const job of underWay.splice(0).flat()) (job.threads < mostThreads ? again : over).push(job);
    for (const { reject } of over) reject(ended());
    waiting.unshift(...again);
    if (waiting.length > 0) post();
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
      for (const job of jobs) job.threads += 1;
      underWay.push(jobs);
      thread.postMessage(jobs.map(({ keys }) => keys));
    }
  }

  return {
    derive: (keys) =>
      new Promise((resolve, reject) => {
        waiting.push({ keys, threads: 0, resolve, reject });
        if (isScheduled) return;
        isScheduled = true;
        setImmediate(post);
      }),
    close: async () => {
      isClosed = true;
      clearInterval(looks);
      await thread?.terminate();
    },
  };
}
