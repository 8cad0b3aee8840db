import { findAnnouncementFor } from '../announcements/announcement-queries.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { describeSignIn, type Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { confirm, type Acknowledgement } from './acknowledgement.ts';
import { insertAcknowledgements } from './acknowledgement-store.ts';
import { findAcknowledgement, findObligation } from './obligation-queries.ts';

type ConfirmRequest = { version: number; clientAckId: string };

/**
 * A recipient confirms. Idempotent by nature: any further confirmation of the same obligation answers the same
 * row with `isNew` false, also when its owner has left the team meanwhile. Refuses `not-found` for whoever may not
 * see it, `forbidden` for a sender who is no recipient.
 */
export async function confirmAnnouncement(
  house: House,
  actor: Actor,
  id: string,
  { version, clientAckId }: ConfirmRequest,
): Promise<{ acknowledgement: Acknowledgement; isNew: boolean }> {
  return house.transaction(async (tx) => {
    const personId = actor.person.id;
    await lockSequence(tx, `obligation:${id}:${personId}`);
    const existing = await findAcknowledgement(tx, personId, id);
    if (existing) return { acknowledgement: existing, isNew: false };
    const announcement = await findAnnouncementFor(tx, personId, id);
    if (!announcement) throw new Refusal('not-found');
    const obligation = await findObligation(tx, personId, id);
    if (!obligation || obligation.leftAt !== null) throw new Refusal('forbidden', 'not-a-recipient');
    const now = house.clock.now();
    const how = describeSignIn(actor);
    const acknowledgement = confirm({ announcement, personId, version, clientAckId, ...how }, newId(), now);
    await insertAcknowledgements(tx, [acknowledgement]);
    // The person's other pages still ask for it.
    await house.changes.append(tx, 'announcement:changed', { announcementId: id, personIds: [personId] });
    await recordAudit(tx, {
      at: now,
      actorId: personId,
      action: 'acknowledgement:given',
      subject: id,
      details: { acknowledgementId: acknowledgement.id, version, contentHash: acknowledgement.contentHash },
    });
    return { acknowledgement, isNew: true };
  });
}
