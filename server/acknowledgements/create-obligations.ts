import type { Addressee } from '../announcements/audience.ts';
import type { Transaction } from '../platform/db/database.ts';
import { insertRecipients } from './acknowledgement-store.ts';

/** One row per recipient, inside the transaction of the release. */
export async function createObligations(
  tx: Transaction,
  announcementId: string,
  addressees: Addressee[],
  now: number,
): Promise<void> {
  await insertRecipients(tx, announcementId, addressees, now);
}
