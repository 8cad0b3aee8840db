import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { updateAnnouncement } from './announcement-store.ts';
import { getHeld } from './held-queries.ts';
import { takeOver } from './lifecycle.ts';

/** Another publisher becomes the sender of what somebody who is gone has left behind. Recorded with both names. */
export async function takeOverAnnouncement(house: House, actor: Actor, id: string): Promise<Announcement> {
  return house.transaction(async (tx) => {
    await lockSequence(tx, `announcement:${id}`);
    const found = await getHeld(tx, actor, id);
    if (!actor.roles.publisher) throw new Refusal('forbidden', 'publisher-needed');
    const now = house.clock.now();
    const taken = takeOver(found, actor.person.id, now);
    await updateAnnouncement(tx, taken);
    const details = { fromPersonId: found.senderId };
    await recordAudit(tx, {
      at: now,
      actorId: actor.person.id,
      action: 'announcement:taken-over',
      subject: id,
      details,
    });
    return taken;
  });
}
