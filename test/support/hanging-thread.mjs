// Loaded before the program (NODE_OPTIONS), and so before each of its threads: the first thread hangs at the first thing
// that it is told, and the ones after it, too, while HANG_THREADS says so.
import { isMainThread, parentPort, threadId } from 'node:worker_threads';

const hanging = Number(process.env.HANG_THREADS ?? 1);

if (!isMainThread && threadId <= hanging)
  parentPort?.on('message', () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
