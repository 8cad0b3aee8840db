import { recordAudit } from '../audit/record-audit.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { findDifference } from './difference-queries.ts';
import { markDismissed } from './difference-store.ts';

/** An administrator wants everything left as it is: this difference raises no alarm any more, and can still be approved. */
export async function dismissDifference(house: House, actorId: string, id: string): Promise<void> {
  const now = house.clock.now();
  await house.transaction(async (tx) => {
    const waiting = await findDifference(tx, { id });
    if (!waiting) throw new Refusal('not-found');
    if (waiting.dismissedAt !== null) return;
    await markDismissed(tx, id, now);
    const details = { source: waiting.source, hash: waiting.hash };
    await recordAudit(tx, { at: now, actorId, action: 'directory:left-as-is', subject: id, details });
  });
}
