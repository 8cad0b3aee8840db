import type { Priority } from '../announcements/announcement.ts';

export type DeliveryState = 'queued' | 'sending' | 'accepted' | 'failed' | 'expired' | 'gone';

export const deliveryStates: DeliveryState[] = ['queued', 'sending', 'accepted', 'failed', 'expired', 'gone'];

/** The road that a delivery takes. */
export type Transport = 'push' | 'mail';

export type DeliveryKind = 'announcement' | 'reminder' | 'correction' | 'escalation' | 'channel' | 'test';

/**
 * Who of the recipients gets it by mail: those without a device for push that has been heard from lately; those about
 * whose devices no push service has said yes, or of them only those whom no mail has told either; all; or, of what
 * changes an announcement, those without such a device and those whom a mail has told of it.
 */
export type MailedTo = 'without-device' | 'unreached' | 'untold' | 'all' | 'told-by-mail';

/** What came of one attempt: an answer of the push service, no answer, or a message that cannot be sent at all. */
export type Attempt =
  { status: number; retryAfterMs: number | null } | { fault: string } | { unsendable: string };

export type Outcome =
  { state: 'accepted' | 'gone' | 'failed' | 'expired' } | { state: 'queued'; nextAttemptAt: number };

/** Told what came of each attempt, and of which announcement; null: of none. */
export type CountOutcome = (outcome: Outcome['state'], announcementId: string | null) => void;

const firstPauseMs = 5_000;
const longestPauseMs = 15 * 60_000;
const longestRetryAfterMs = 3_600_000;
/** So long nothing is sent to a service that refuses us. */
const refusedPauseMs = 5 * 60_000;

/** From half to the whole of a pause that doubles: 10 seconds at first, a quarter of an hour at most. */
export const backOffMs = (attempts: number, chance: number): number =>
  Math.round(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts, 16)) * (0.5 + chance / 2));

/** Why a whole push service is left alone for a while: it asked for it, or it refuses us, which is a fault of ours. */
export type Pause = { reason: 'asked' | 'refused'; ms: number };

type Trying = { attempts: number; expiresAt: number; now: number; chance: number };

const isRefusal = (status: number): boolean => status === 400 || status === 401 || status === 403;

/** What an attempt means for everything else that waits for the same push service; null: nothing. */
export function pauseAfter(
  attempt: Attempt,
  { attempts, chance }: Pick<Trying, 'attempts' | 'chance'>,
): Pause | null {
  if (!('status' in attempt)) return null;
  const { status, retryAfterMs } = attempt;
  if (isRefusal(status)) return { reason: 'refused', ms: refusedPauseMs };
  if (status !== 429) return null;
  const ms =
    retryAfterMs === null ? backOffMs(attempts, chance) : Math.min(retryAfterMs, longestRetryAfterMs);
  return { reason: 'asked', ms };
}

/**
 * What an attempt means (RFC 8030 section 5): 2xx is accepted, never "delivered"; 404 and 410 end this subscription
 * alone; 429, 408, 5xx and no answer come again later, and so does what is refused for a fault of ours (400, 401,
 * 403), because that can be mended; anything else fails. Nothing but 404 and 410 deletes anything.
 */
export function judge(attempt: Attempt, { attempts, expiresAt, now, chance }: Trying): Outcome {
  if ('unsendable' in attempt) return { state: 'failed' };
  let pauseMs = pauseAfter(attempt, { attempts, chance })?.ms ?? null;
  if ('status' in attempt) {
    const { status, retryAfterMs } = attempt;
    if (status >= 200 && status < 300) return { state: 'accepted' };
    if (status === 404 || status === 410) return { state: 'gone' };
    if (pauseMs === null && status !== 408 && status < 500) return { state: 'failed' };
    if (retryAfterMs !== null) pauseMs ??= Math.min(retryAfterMs, longestRetryAfterMs);
  }
  const nextAttemptAt = now + (pauseMs ?? backOffMs(attempts, chance));
  return nextAttemptAt >= expiresAt ? { state: 'expired' } : { state: 'queued', nextAttemptAt };
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
