import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';

const pauseMs = 20;

/** Looks again and again until it is so; fails with what was seen last. */
export async function eventually<T>(
  look: () => Promise<T> | T,
  is: (seen: T) => boolean,
  withinMs = 5000,
): Promise<T> {
  const startedAt = performance.now();
  for (;;) {
    const seen = await look();
    if (is(seen)) return seen;
    if (performance.now() - startedAt > withinMs) throw new Error(`never so: ${inspect(seen)}`);
    await sleep(pauseMs);
  }
}
