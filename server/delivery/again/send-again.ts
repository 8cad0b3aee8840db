import { getAddressedBy } from '../../announcements/sent-announcement-queries.ts';
import { recordAudit } from '../../audit/record-audit.ts';
import { answerOnce } from '../../platform/answer-once.ts';
import { lockSequence } from '../../platform/db/dialect.ts';
import { newId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Actor } from '../../sign-in/actor.ts';
import type { House } from '../../umlauf.ts';
import { queueDeliveries } from '../queue-deliveries.ts';
import { checkCanRemind } from '../reminder.ts';
import { countRoads } from '../road-queries.ts';
import { whyNobody } from './missed.ts';
import { findMissed } from './missed-queries.ts';
import { insertResending } from './resending-store.ts';

type SentAgain = { id: string; recipients: number; devices: number; mails: number };

/**
 * The announcement once more to those outstanding to whom nothing got through and who have a road now; nobody to whom
 * something was accepted, or is on its way, gets it twice. A `conflict` that says why when that is nobody.
 */
export async function sendAgain(
  house: House,
  actor: Actor,
  announcementId: string,
  idempotencyKey: string,
): Promise<SentAgain> {
  const now = house.clock.now();
  return house.transaction(async (tx) => {
    await lockSequence(tx, `announcement:${announcementId}`);
    const announcement = await getAddressedBy(tx, actor, announcementId);
    checkCanRemind(announcement, now);
    const request = { call: 'resending', id: announcementId };
    return answerOnce(tx, { personId: actor.person.id, key: idempotencyKey, request, now }, async () => {
      const found = await findMissed(tx, announcement, { byMail: house.config.mail !== null, now });
      const reason = whyNobody(found);
      if (reason !== null) throw new Refusal('conflict', reason);
      const to = found.missed.filter(({ road }) => road !== null).map(({ personId }) => personId);
      const id = newId();
      const queued = await queueDeliveries(tx, house, {
        ...{ kind: 'announcement', occasionId: id, announcement, to, now },
      });
      await insertResending(tx, { id, announcementId, recipients: to.length, at: now });
      const { byPush, byMail } = countRoads(found.missed);
      await recordAudit(tx, {
        ...{ at: now, actorId: actor.person.id, action: 'announcement:sent-again', subject: announcementId },
        details: { resendingId: id, recipients: to.length, byPush, byMail },
      });
      return { id, recipients: to.length, ...queued };
    });
  });
}
