import { findAnnouncement, findAnnouncementFor, holdStill } from '../announcements/announcement-queries.ts';
import { findContentHash } from '../announcements/version-queries.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { describeSignIn, type Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { checkVersion, confirm, type Acknowledgement } from './acknowledgement.ts';
import { insertAcknowledgements, markConfirmed } from './acknowledgement-store.ts';
import { countConfirmation } from './count-store.ts';
import { findAcknowledgement, findObligation } from './obligation-queries.ts';

type ConfirmRequest = {
  version: number;
  clientAckId: string;
  /** When the device says that the button was pressed; null when it was online. */
  claimedAt: number | null;
};

/**
 * A recipient confirms. Idempotent by nature: any further confirmation of the same obligation answers the same
 * row with `isNew` false, also when its owner has left the team meanwhile; only a version older than the last material
 * correction is a `conflict`. Refuses `not-found` for whoever may not see it, `forbidden` for a sender who is no
 * recipient.
 */
export async function confirmAnnouncement(
  house: House,
  actor: Actor,
  id: string,
  { version, clientAckId, claimedAt }: ConfirmRequest,
): Promise<{ acknowledgement: Acknowledgement; isNew: boolean }> {
  return house.transaction(async (tx) => {
    const personId = actor.person.id;
    await lockSequence(tx, `obligation:${id}:${personId}`);
    await holdStill(tx, id);
    const obligation = await findObligation(tx, personId, id);
    const existing =
      obligation?.acknowledgementId != null
        ? await findAcknowledgement(tx, obligation.acknowledgementId)
        : null;
    const announcement = existing
      ? await findAnnouncement(tx, id)
      : await findAnnouncementFor(tx, personId, id);
    if (!announcement) throw new Refusal('not-found');
    if (existing) {
      checkVersion(announcement, version);
      return { acknowledgement: existing, isNew: false };
    }
    if (!obligation || obligation.leftAt !== null) throw new Refusal('forbidden', 'not-a-recipient');
    const contentHash = version <= announcement.version ? await findContentHash(tx, id, version) : null;
    const how = describeSignIn(actor);
    const given = { announcement, personId, version, contentHash, clientAckId, claimedAt, ...how };
    const now = house.clock.now();
    const acknowledgement = confirm(given, newId(), now);
    await insertAcknowledgements(tx, [acknowledgement]);
    await markConfirmed(tx, acknowledgement);
    await countConfirmation(tx, acknowledgement, {
      teamId: obligation.teamId,
      asksFromVersion: announcement.asksFromVersion,
    });
    // The person's other pages still ask for it.
    await house.changes.append(tx, 'announcement:changed', { announcementId: id, personIds: [personId] });
    await recordAudit(tx, {
      at: now,
      actorId: personId,
      action: 'acknowledgement:given',
      subject: id,
      details: { acknowledgementId: acknowledgement.id, version, contentHash },
    });
    return { acknowledgement, isNew: true };
  });
}
