import type { Announcement } from '../../announcements/announcement.ts';
import type { Transaction } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { insertAcknowledgements } from '../acknowledgement-store.ts';
import { fulfilObligations } from './fulfil-obligations.ts';

/** Invented confirmations for the past of the demo organisation. */
export async function seedConfirmations(
  tx: Transaction,
  announcement: Announcement,
  confirmed: { personId: string; at: number }[],
): Promise<void> {
  const acknowledgements = confirmed.map(({ personId, at }) => ({
    id: newId(),
    announcementId: announcement.id,
    personId,
    version: announcement.version,
    contentHash: announcement.contentHash,
    clientAckId: newId(),
    acknowledgedAt: at,
    claimedAt: null,
    deadlineAt: announcement.deadlineAt,
    signedInHow: 'demo',
    device: 'Chrome, Android',
  }));
  await insertAcknowledgements(tx, acknowledgements);
  await fulfilObligations(tx, announcement.id);
}
