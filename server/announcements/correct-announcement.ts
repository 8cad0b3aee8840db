import { askAgain } from '../acknowledgements/ask-again.ts';
import { listRecipientIds } from '../acknowledgements/recipient-queries.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { queueDeliveries } from '../delivery/queue-deliveries.ts';
import { writePlan } from '../delivery/plan/write-plan.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { insertVersion, updateAnnouncement } from './announcement-store.ts';
import { checkChanged, correct, type Correction } from './lifecycle.ts';
import { renderText } from './render-text.ts';
import { getAddressedBy } from './sent-announcement-queries.ts';

/**
 * Gives a released announcement a new version. An editorial one only shows; a material one asks everybody again and
 * tells every device. `expectedVersion`: the version that the correction was written from, if known.
 */
export async function correctAnnouncement(
  house: House,
  actor: Actor,
  id: string,
  correction: (found: Announcement) => Correction,
  expectedVersion: number | null,
): Promise<Announcement> {
  return house.transaction(async (tx) => {
    await lockSequence(tx, `announcement:${id}`);
    const found = await getAddressedBy(tx, actor, id);
    if (expectedVersion !== null && expectedVersion !== found.version)
      throw new Refusal('conflict', 'corrected-meanwhile');
    const now = house.clock.now();
    const corrected = renderText(correct(found, correction(found), now));
    checkChanged(found, corrected);
    await updateAnnouncement(tx, corrected);
    await insertVersion(tx, corrected);
    await writePlan(tx, house, corrected, now);
    const personIds = await listRecipientIds(tx, id);
    if (corrected.versionKind === 'material') {
      await askAgain(tx, id);
      const occasionId = `${id}:${corrected.version}`;
      await queueDeliveries(tx, house, {
        kind: 'correction',
        mailTo: 'told-by-mail',
        occasionId,
        announcement: corrected,
        to: 'recipients',
        now,
      });
    }
    const concerned = [...personIds, actor.person.id];
    await house.changes.append(tx, 'announcement:changed', { announcementId: id, personIds: concerned });
    await recordAudit(tx, {
      at: now,
      actorId: actor.person.id,
      action: 'announcement:corrected',
      subject: id,
      details: {
        version: corrected.version,
        kind: corrected.versionKind,
        contentHash: corrected.contentHash,
        recipients: personIds.length,
      },
    });
    return corrected;
  });
}
