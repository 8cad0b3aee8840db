import type { Transaction } from '../platform/db/database.ts';
import { reopenObligations } from './acknowledgement-store.ts';
import { recountObligations } from './count-store.ts';

/** A material correction: all who are recipients are outstanding again, inside the transaction of the correction. */
export async function askAgain(tx: Transaction, announcementId: string): Promise<void> {
  await reopenObligations(tx, announcementId);
  await recountObligations(tx, announcementId, 'all');
}
