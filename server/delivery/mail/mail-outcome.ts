import { backOffMs, type Outcome } from '../delivery.ts';

/**
 * What came of one attempt: what the mail server answered, and to which command, with its enhanced code (RFC 3463) where
 * it gave one; or that there was no answer.
 */
export type MailAttempt =
  { status: number; command: string | null; enhanced?: string | undefined } | { fault: string };

/** RFC 5321 section 4.2.3 and RFC 3463: there is no such mailbox, or it is closed. */
const unknownMailbox = new Set([550, 551, 553]);

/** X.7.X is about who may send: a server that does not relay for us says 550 of everybody's mailbox. */
const isPolicy = (enhanced = ''): boolean => /^\d\.7\./.test(enhanced);

/**
 * What an attempt means: 2xx is accepted, never "delivered"; an unknown mailbox is gone; any other 5xx about this mail is
 * final. 4xx, no answer, and a server that lets us or our sender in for nothing come again later: that is mended there.
 */
export function judgeMail(
  attempt: MailAttempt,
  { attempts, expiresAt, now, chance }: { attempts: number; expiresAt: number; now: number; chance: number },
): Outcome {
  if ('status' in attempt) {
    const { status, command, enhanced } = attempt;
    if (status >= 200 && status < 300) return { state: 'accepted' };
    if (status >= 500 && command === 'RCPT TO')
      return { state: unknownMailbox.has(status) && !isPolicy(enhanced) ? 'gone' : 'failed' };
    if (status >= 500 && command === 'DATA') return { state: 'failed' };
  }
  const nextAttemptAt = now + backOffMs(attempts, chance);
  return nextAttemptAt >= expiresAt ? { state: 'expired' } : { state: 'queued', nextAttemptAt };
}
