import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { updateAnnouncement } from './announcement-store.ts';
import { reopen } from './lifecycle.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';

/** What is scheduled, or waits for a second person, is its sender's draft again as it stands. Nobody has seen it. */
export async function takeBackAnnouncement(house: House, actor: Actor, id: string): Promise<Announcement> {
  return house.transaction(async (tx) => {
    await lockSequence(tx, `announcement:${id}`);
    const found = await getPublishedBy(tx, actor, id);
    if (found.status === 'draft') return found;
    const now = house.clock.now();
    const draft = { ...reopen(found), updatedAt: now };
    await updateAnnouncement(tx, draft);
    await recordAudit(tx, {
      at: now,
      actorId: actor.person.id,
      action: 'announcement:taken-back',
      subject: id,
      details: { wasStatus: found.status },
    });
    return draft;
  });
}
