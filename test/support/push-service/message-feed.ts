import { setTimeout as pause } from 'node:timers/promises';
import type { PushAttempt, PushMessage } from './push-attempt.ts';

export type MessageFilter = (message: PushMessage) => boolean;

type Poll = (after: number, waitMs: number) => Promise<PushAttempt[]>;

const POLL_MS = 10_000;

/** Hands out every message once, those included that came before anybody asked. */
export class MessageFeed {
  private unclaimed: PushAttempt[] = [];
  private seen = 0;
  private polling: Promise<void> | null = null;
  private readonly poll: Poll;

  constructor(poll: Poll) {
    this.poll = poll;
  }

  async next(filter: MessageFilter, timeoutMs: number): Promise<PushMessage> {
    const quiet = new AbortController();
    const late = pause(timeoutMs, 'late' as const, { signal: quiet.signal });
    try {
      for (;;) {
        const message = this.claim(filter);
        if (message) return message;
        if ((await Promise.race([this.fetchMore(), late])) === 'late') throw this.nothing(timeoutMs);
      }
    } finally {
      late.catch(() => undefined);
      quiet.abort();
    }
  }

  forget(seq: number): void {
    this.seen = Math.max(this.seen, seq);
    this.unclaimed = this.unclaimed.filter((attempt) => attempt.seq > seq);
  }

  private claim(filter: MessageFilter): PushMessage | null {
    for (const [index, attempt] of this.unclaimed.entries()) {
      if (attempt.refused !== null || !filter(attempt)) continue;
      this.unclaimed.splice(index, 1);
      return attempt;
    }
    return null;
  }

  private fetchMore(): Promise<void> {
    this.polling ??= this.poll(this.seen, POLL_MS)
      .then((found) => {
        // What was on its way when the service was reset is no longer wanted.
        this.unclaimed.push(...found.filter((attempt) => attempt.seq > this.seen));
        this.seen = Math.max(this.seen, found.at(-1)?.seq ?? 0);
      })
      .finally(() => (this.polling = null));
    return this.polling;
  }

  private nothing(timeoutMs: number): Error {
    const others = this.unclaimed.map((one) => `${one.endpoint} ${one.refused ?? one.plaintext}`);
    return new Error([`no such push message within ${timeoutMs} ms; unclaimed:`, ...others].join('\n  '));
  }
}
