import { backOffMs, type Outcome } from '../delivery.ts';

/** What came of one attempt: what the mail server answered, and to which command; or that there was no answer. */
export type MailAttempt = { status: number; command: string | null } | { fault: string };

/** RFC 5321 section 4.2.3 and RFC 3463: there is no such mailbox, or it is closed. */
const unknownMailbox = new Set([550, 551, 553]);

/**
 * What an attempt means: 2xx is accepted, never "delivered"; an unknown mailbox is gone; any other 5xx about this mail is
 * final. 4xx, no answer, and a server that lets us or our sender in for nothing come again later: that is mended there.
 */
export function judgeMail(
  attempt: MailAttempt,
  { attempts, expiresAt, now, chance }: { attempts: number; expiresAt: number; now: number; chance: number },
): Outcome {
  if ('status' in attempt) {
    const { status, command } = attempt;
    if (status >= 200 && status < 300) return { state: 'accepted' };
    if (status >= 500 && command === 'RCPT TO')
      return { state: unknownMailbox.has(status) ? 'gone' : 'failed' };
    if (status >= 500 && command === 'DATA') return { state: 'failed' };
  }
  const nextAttemptAt = now + backOffMs(attempts, chance);
  return nextAttemptAt >= expiresAt ? { state: 'expired' } : { state: 'queued', nextAttemptAt };
}
