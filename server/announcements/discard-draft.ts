import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { checkDiscard } from './announcement.ts';
import { findAnnouncementFor } from './announcement-queries.ts';
import { deleteAnnouncement } from './announcement-store.ts';

/** Throws a draft of one's own away, text and all; the record keeps that there was one. Nobody else ever saw it. */
export async function discardDraft(house: House, actor: Actor, id: string): Promise<void> {
  await house.transaction(async (tx) => {
    await lockSequence(tx, `announcement:${id}`);
    const found = await findAnnouncementFor(tx, actor.person.id, id);
    if (!found) throw new Refusal('not-found');
    if (found.senderId !== actor.person.id) throw new Refusal('forbidden', 'not-the-sender');
    checkDiscard(found);
    await deleteAnnouncement(tx, id);
    await recordAudit(tx, {
      at: house.clock.now(),
      actorId: actor.person.id,
      action: 'announcement:discarded',
      subject: id,
      details: { number: found.number },
    });
  });
}
