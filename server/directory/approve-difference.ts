import { audienceLock } from '../announcements/audience.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { contentHash } from '../platform/content-hash.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { carryOut, holdBack } from './apply-roster.ts';
import { describeDifference } from './describe-difference.ts';
import { findDifference, readRosterOf } from './difference-queries.ts';
import { examineRoster } from './examine-roster.ts';
import { isNothing } from './roster-difference.ts';

/**
 * An administrator has looked at a difference and wants it: exactly that one is applied. If it would be another by now,
 * nothing is changed and that one waits instead: refused with `conflict`.
 */
export async function approveDifference(house: House, actorId: string, id: string): Promise<void> {
  const isApplied = await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const waiting = await findDifference(tx, { id });
    if (!waiting) throw new Refusal('not-found');
    const { source, hash, shown, at: seenAt } = waiting;
    const now = house.clock.now();
    const roster = await readRosterOf(tx, id);
    const { known, difference } = await examineRoster(tx, roster, source);
    if (contentHash(difference) !== hash && !isNothing(difference)) {
      const { objections } = shown;
      const current = describeDifference(known, difference, objections);
      await holdBack(house, tx, { source, roster, difference, shown: current, objections, now });
      return false;
    }
    await carryOut(house, tx, known, difference, { source, actorId, now, seenAt });
    const details = { source, hash, objections: shown.objections };
    await recordAudit(tx, { at: now, actorId, action: 'directory:approved', subject: id, details });
    return true;
  });
  if (!isApplied) throw new Refusal('conflict', 'difference-changed');
}
