import type { Transaction } from '../../platform/db/database.ts';
import { bucketMs, recountObligations } from '../count-store.ts';

/** Many confirmations at once, of one version and of people who had none: their obligations, counts and curve. */
export async function fulfilObligations(tx: Transaction, announcementId: string): Promise<void> {
  const ofRecipient = tx('acknowledgements')
    .where('acknowledgements.announcement_id', announcementId)
    .whereRaw('acknowledgements.person_id = recipients.person_id')
    .select('id');
  await tx('recipients')
    .where({ announcement_id: announcementId })
    .update({ acknowledgement_id: ofRecipient });
  await recountObligations(tx, announcementId, 'all');
  await tx.raw(
    `insert into confirmation_buckets (announcement_id, asks_from_version, starts_at, confirmed)
      select announcement_id, 1, acknowledged_at / ${bucketMs} * ${bucketMs}, count(*)
      from acknowledgements where announcement_id = ? group by 1, 2, 3`,
    [announcementId],
  );
}
