export type Ticker = { start: () => void; stop: () => Promise<void> };

/** Looks every so many milliseconds, never twice at once. Trouble is told, and the next look comes all the same. */
export function createTicker(
  everyMs: number,
  look: () => Promise<unknown>,
  tell: (trouble: unknown) => void,
): Ticker {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | null = null;

  function tick(): void {
    running ??= look()
      .catch(tell)
      .finally(() => (running = null));
  }

  return {
    start: () => {
      timer = setInterval(tick, everyMs);
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
