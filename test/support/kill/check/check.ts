import { checkAudit } from './audit-chain.ts';
import { checkConfirmations } from './confirmations.ts';
import { checkDeliveries } from './deliveries.ts';
import type { Evidence } from './evidence.ts';
import { checkRecovery, retakings } from './recovery.ts';
import { checkReleases } from './releases.ts';
import { checkReminders } from './reminders.ts';

export type Counts = Record<
  | 'announcements'
  | 'recipients'
  | 'deliveries'
  | 'pushes'
  | 'pushesInSight'
  | 'mails'
  | 'confirmations'
  | 'reminders'
  | 'kills'
  | 'leasesLeft',
  number
>;

export type Verdict = {
  violations: string[];
  counts: Counts;
  slowestStartMs: number;
  slowestRetakingMs: number;
};

/**
 * Was anything lost, skipped, doubled in sight or stuck (threats.md 3.1)? It knows what clients, push service and mail
 * server wrote down and what stands in the database, and nothing of the program.
 */
export function check(evidence: Evidence): Verdict {
  const { tables, pushes, mails, confirms, deaths, starts } = evidence;
  const played = new Set(evidence.releases.map(({ announcementId }) => announcementId));
  const countOf = (rows: Record<string, unknown>[]): number =>
    rows.filter((row) => played.has(String(row['announcement_id']))).length;
  const taken = retakings(evidence);
  return {
    violations: [
      ...checkReleases(evidence),
      ...checkDeliveries(evidence),
      ...checkConfirmations(evidence),
      ...checkReminders(evidence),
      ...checkRecovery(evidence),
      ...checkAudit(evidence),
    ],
    counts: {
      ...{ announcements: played.size, recipients: countOf(tables.recipients) },
      ...{ deliveries: countOf(tables.deliveries), pushes: pushes.length },
      pushesInSight: new Set(pushes.map(({ endpoint, tag }) => `${endpoint} ${tag}`)).size,
      mails: new Set(mails.map(({ to, messageId }) => `${to} ${messageId}`)).size,
      confirmations: new Set(confirms.flatMap(({ receiptId }) => receiptId ?? [])).size,
      ...{ reminders: countOf(tables.reminders), kills: deaths.length, leasesLeft: taken.length },
    },
    slowestStartMs: Math.max(...starts.map(({ afterMs }) => afterMs)),
    slowestRetakingMs: Math.max(0, ...taken.map(({ afterMs }) => afterMs)),
  };
}
