import { recordAudit } from '../audit/record-audit.ts';
import type { Transaction } from '../platform/db/database.ts';
import type { House } from '../umlauf.ts';
import { listToHold } from './announcement-queries.ts';
import { updateAnnouncement } from './announcement-store.ts';
import { hold } from './lifecycle.ts';

/**
 * A sender is gone: what he wrote waits for another publisher, nothing of it is released by the clock, and the log
 * says so. Inside the transaction that ends the sender.
 */
export async function holdAnnouncements(
  tx: Transaction,
  { log }: Pick<House, 'log'>,
  senderId: string,
  now: number,
): Promise<void> {
  const found = await listToHold(tx, senderId);
  for (const announcement of found) {
    await updateAnnouncement(tx, hold(announcement, now));
    const details = { status: announcement.status };
    await recordAudit(tx, {
      at: now,
      actorId: null,
      action: 'announcement:held',
      subject: announcement.id,
      details,
    });
  }
  if (found.length > 0)
    log.warn({ senderId, announcements: found.length }, 'a sender is gone; another publisher must take over');
}
