import { releaseAnnouncement } from '../../../server/announcements/release-announcement.ts';
import type { House } from '../../../server/umlauf.ts';
import { actorCalled } from '../demo-house.ts';

/** Answers the release of the newest draft in the house: the product's own action. */
export async function releaseDraft(house: House): Promise<() => Promise<{ recipients: number }>> {
  const anna = await actorCalled(house, 'anna');
  const drafts = house.db('announcements').where({ status: 'draft' }).orderBy('created_at', 'desc');
  const draft = (await drafts.first('id')) as { id: string };
  const once = { idempotencyKey: 'bench', expectedRecipients: null, expectedUpdatedAt: null };
  return () => releaseAnnouncement(house, anna, draft.id, once);
}
