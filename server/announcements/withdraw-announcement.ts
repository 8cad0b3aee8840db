import { listRecipientIds } from '../acknowledgements/recipient-queries.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { queueDeliveries } from '../delivery/queue-deliveries.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { updateAnnouncement } from './announcement-store.ts';
import { canRecall, withdraw } from './lifecycle.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';

/**
 * Takes a released announcement back from exactly those who have it; each device that was to be told of it is told of
 * this. Confirmations stay. Within a minute of the release `reason` may be empty.
 */
export async function withdrawAnnouncement(
  house: House,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Announcement> {
  return house.transaction(async (tx) => {
    await lockSequence(tx, `announcement:${id}`);
    const found = await getPublishedBy(tx, actor, id);
    const now = house.clock.now();
    const withdrawn = withdraw(found, reason, now);
    await updateAnnouncement(tx, withdrawn);
    const personIds = await listRecipientIds(tx, id);
    const occasionId = `${id}:withdrawn`;
    await queueDeliveries(tx, house, {
      kind: 'correction',
      mailTo: 'told-by-mail',
      occasionId,
      announcement: withdrawn,
      to: 'recipients',
      now,
    });
    const concerned = [...personIds, actor.person.id];
    await house.changes.append(tx, 'announcement:changed', { announcementId: id, personIds: concerned });
    await recordAudit(tx, {
      at: now,
      actorId: actor.person.id,
      action: 'announcement:withdrawn',
      subject: id,
      details: { recipients: personIds.length, recalled: canRecall(found, now) },
    });
    return withdrawn;
  });
}
