import { EventEmitter, once } from 'node:events';
import type { PushAttempt, PushMessage } from './push-attempt.ts';

type Unnumbered<Attempt> = Attempt extends PushAttempt ? Omit<Attempt, 'seq'> : never;

export class Mailbox {
  private attempts: PushAttempt[] = [];
  private waiting = new Map<string, PushMessage[]>();
  private seqAtReset = 0;
  private readonly arrivals = new EventEmitter().setMaxListeners(0);

  note(attempt: Unnumbered<PushAttempt>): void {
    const numbered: PushAttempt = { seq: this.lastSeq() + 1, ...attempt };
    this.attempts.push(numbered);
    if (numbered.refused === null && isAccepted(numbered)) this.keep(numbered);
    this.arrivals.emit('arrival');
  }

  journal(after = 0): PushAttempt[] {
    return this.attempts.slice(Math.max(0, after - this.seqAtReset));
  }

  async journalOnceGrown(after: number, waitMs: number): Promise<PushAttempt[]> {
    if (this.lastSeq() <= after) {
      await once(this.arrivals, 'arrival', { signal: AbortSignal.timeout(waitMs) }).catch(() => undefined);
    }
    return this.journal(after);
  }

  /** Accepted, not replaced under its topic, not past its TTL: what the device would show when it comes online. */
  pending(endpoint: string, now: number): PushMessage[] {
    const kept = this.waiting.get(endpoint) ?? [];
    return kept.filter((message) => message.at + message.ttl * 1000 > now);
  }

  reset(): number {
    this.seqAtReset = this.lastSeq();
    this.attempts = [];
    this.waiting.clear();
    return this.seqAtReset;
  }

  private keep(message: PushMessage): void {
    const { endpoint, topic } = message;
    const others = (this.waiting.get(endpoint) ?? []).filter(
      (kept) => topic === null || kept.topic !== topic,
    );
    this.waiting.set(endpoint, [...others, message]);
  }

  private lastSeq(): number {
    return this.seqAtReset + this.attempts.length;
  }
}

function isAccepted({ answered }: PushMessage): boolean {
  return typeof answered === 'number' && answered < 300;
}
