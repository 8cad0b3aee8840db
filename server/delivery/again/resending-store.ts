import type { Transaction } from '../../platform/db/database.ts';

type NewResending = { id: string; announcementId: string; recipients: number; at: number };

export async function insertResending(
  tx: Transaction,
  { id, announcementId, recipients, at }: NewResending,
): Promise<void> {
  await tx('resendings').insert({ id, announcement_id: announcementId, recipients, at });
}
