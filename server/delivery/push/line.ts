/** One POST to a push service; `headers` in lower case. */
export type Post = { path: string; headers: Record<string, string>; body: Buffer };

/**
 * What came of it on one connection. `untouched`: the service has surely not looked at it; `cut`: the connection ended
 * under it, and nobody knows.
 */
export type Exchange =
  | { status: number; retryAfterMs: number | null }
  | { fault: string; because: 'untouched' | 'cut' | 'late' | 'refused' };

/** How many requests may be under way at once: those that are answered in time, and with those that hang. */
export type Capacity = { brisk: number; all: number };

/** A connection, or a pool of them, to one push service. */
export type Line = {
  /** How many more requests it takes right now. */
  places: () => number;
  post: (post: Post, withinMs: number) => Promise<Exchange>;
  close: () => void;
};

/** Of an answer so much is read; the rest is dropped. */
export const mostAnswerBytes = 4096;

export const codeOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
};
