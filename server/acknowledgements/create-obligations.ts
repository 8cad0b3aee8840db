import type { Addressee } from '../announcements/audience.ts';
import type { Transaction } from '../platform/db/database.ts';
import { insertRecipients } from './acknowledgement-store.ts';
import { recountObligations } from './count-store.ts';

/** One row per recipient, and their counts, inside the transaction of the release. */
export async function createObligations(
  tx: Transaction,
  announcementId: string,
  addressees: Addressee[],
  now: number,
): Promise<void> {
  await insertRecipients(tx, announcementId, addressees, now);
  await recountObligations(tx, announcementId, 'all');
}
