import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { checkDiscard } from './lifecycle.ts';
import { deleteAnnouncement } from './announcement-store.ts';
import { getSentAnnouncement } from './sent-announcement-queries.ts';

/** Throws a draft of one's own away, text and all; the record keeps that there was one. Nobody else ever saw it. */
export async function discardDraft(house: House, actor: Actor, id: string): Promise<void> {
  await house.transaction(async (tx) => {
    await lockSequence(tx, `announcement:${id}`);
    const found = await getSentAnnouncement(tx, actor, id);
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
