import { found, type Finding } from './finding.ts';

/** `fault`: why this machine does not trust it, as TLS calls it; null when it does. */
export type SeenCertificate = { fault: string | null; validTo: number };

const dayMs = 24 * 3_600_000;
const renewWithinDays = 21;

/** A certificate that phones shall trust: known to this machine, too, and good for weeks. */
export function judgeCertificate(subject: string, { fault, validTo }: SeenCertificate, now: number): Finding {
  const days = Math.floor((validTo - now) / dayMs);
  if (validTo <= now) return found('address', 'bad', 'certificateExpired', { subject });
  if (fault !== null) return found('address', 'doubtful', 'certificateUntrusted', { subject, code: fault });
  if (days < renewWithinDays)
    return found('address', 'doubtful', 'certificateEnds', { subject, count: days });
  return found('address', 'good', 'certificateGood', { subject, count: days });
}
