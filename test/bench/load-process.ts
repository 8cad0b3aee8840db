import type { Load, LoadAnswer } from './load.ts';
import { Line } from './load-line.ts';

// The clients of a benchmark, in a process of their own.

/** Sends all of them over these lines; answers how long each took, from when it should have been sent. */
async function run({ port, connections, requests, perSecond, status }: Load): Promise<number[]> {
  const lines = await Promise.all(Array.from({ length: connections }, () => Line.open(port)));
  const startedAt = performance.now();
  const dueAt = (at: number) =>
    perSecond === null ? performance.now() : startedAt + (at * 1000) / perSecond;
  const latenciesMs: number[] = [];
  let next = 0;

  async function sendOneByOne(line: Line): Promise<void> {
    while (next < requests.length) {
      const at = next;
      next += 1;
      const due = dueAt(at);
      await until(due);
      const answered = await line.send(requests[at] ?? '');
      if (answered !== status) throw new Error(`answered ${answered}, not ${status}`);
      latenciesMs.push(performance.now() - due);
    }
  }
  await Promise.all(lines.map(sendOneByOne));
  for (const line of lines) line.close();
  return latenciesMs;
}

async function until(due: number): Promise<void> {
  const leftMs = due - performance.now();
  if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
}

process.on('message', (load: Load) => {
  run(load).then(
    (latenciesMs) => process.send?.({ latenciesMs } satisfies LoadAnswer),
    (error: unknown) => process.send?.({ error: String(error) } satisfies LoadAnswer),
  );
});
process.on('disconnect', () => process.exit(0));
