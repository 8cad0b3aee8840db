import type { Priority } from '../announcements/announcement.ts';

export type DeliveryState = 'queued' | 'sending' | 'accepted' | 'failed' | 'expired' | 'gone';

export const deliveryStates: DeliveryState[] = ['queued', 'sending', 'accepted', 'failed', 'expired', 'gone'];

/** The road that a delivery takes. */
export type Transport = 'push' | 'mail';

export type DeliveryKind = 'announcement' | 'reminder' | 'correction' | 'test';

/** What came of one attempt: an answer of the push service, no answer, or a message that cannot be sent at all. */
export type Attempt =
  { status: number; retryAfterMs: number | null } | { fault: string } | { unsendable: string };

export type Outcome =
  { state: 'accepted' | 'gone' | 'failed' | 'expired' } | { state: 'queued'; nextAttemptAt: number };

const firstPauseMs = 5_000;
const longestPauseMs = 15 * 60_000;
const longestRetryAfterMs = 3_600_000;

/** From half to the whole of a pause that doubles: 10 seconds at first, a quarter of an hour at most. */
export const backOffMs = (attempts: number, chance: number): number =>
  Math.round(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts, 16)) * (0.5 + chance / 2));

/**
 * What an attempt means (RFC 8030 section 5): 2xx is accepted, never "delivered"; 404 and 410 end this subscription
 * alone; 429, 408, 5xx and no answer come again later; anything else is a fault of ours and deletes nothing.
 */
export function judge(
  attempt: Attempt,
  { attempts, expiresAt, now, chance }: { attempts: number; expiresAt: number; now: number; chance: number },
): Outcome {
  if ('unsendable' in attempt) return { state: 'failed' };
  if ('status' in attempt) {
    const { status } = attempt;
    if (status >= 200 && status < 300) return { state: 'accepted' };
    if (status === 404 || status === 410) return { state: 'gone' };
    if (status !== 429 && status !== 408 && status < 500) return { state: 'failed' };
  }
  const retryAfterMs = 'status' in attempt ? attempt.retryAfterMs : null;
  const pauseMs =
    retryAfterMs === null ? backOffMs(attempts, chance) : Math.min(retryAfterMs, longestRetryAfterMs);
  return now + pauseMs >= expiresAt
    ? { state: 'expired' }
    : { state: 'queued', nextAttemptAt: now + pauseMs };
}

const dayMs = 24 * 3600 * 1000;
/** What push services keep at most. */
const longestLifeMs = 28 * dayMs;

/** A notice lives to the deadline; past it, or without one, it has a day or the four weeks a service keeps it. */
export function deliveryExpiresAt(kind: DeliveryKind, deadlineAt: number | null, now: number): number {
  if (kind === 'test') return now + 3_600_000;
  if (deadlineAt === null) return now + longestLifeMs;
  return Math.min(deadlineAt > now ? deadlineAt : now + dayMs, now + longestLifeMs);
}

export const urgencyOf = (priority: Priority): 'high' | 'normal' =>
  priority === 'critical' ? 'high' : 'normal';
