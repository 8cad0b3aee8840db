import { createObligations } from '../acknowledgements/create-obligations.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { queueDeliveries } from '../delivery/queue-deliveries.ts';
import { answerOnce } from '../platform/answer-once.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { faultPoint } from '../platform/fault-point.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { checkExpectedRecipients, checkUnchanged, release } from './announcement.ts';
import { updateAnnouncement } from './announcement-store.ts';
import { audienceLock, resolveAudience } from './audience.ts';
import { readRoll } from './audience-queries.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';

type ReleaseRequest = {
  /** The same key again answers the same and releases nothing. */
  idempotencyKey: string;
  /** The number of people that the sender was shown, and of which state of the draft; null when he was shown none. */
  expectedRecipients: number | null;
  expectedUpdatedAt: number | null;
};

/** Makes a draft visible to all its recipients at one instant. Durable when it returns; sending goes on after. */
export async function releaseAnnouncement(
  house: House,
  actor: Actor,
  id: string,
  { idempotencyKey, expectedRecipients, expectedUpdatedAt }: ReleaseRequest,
): Promise<{ id: string; recipients: number }> {
  const answer = await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    await lockSequence(tx, `announcement:${id}`);
    const found = await getPublishedBy(tx, actor, id);
    const now = house.clock.now();
    const request = { call: 'release', id };
    return answerOnce(tx, { personId: actor.person.id, key: idempotencyKey, request, now }, async () => {
      checkUnchanged(found, expectedUpdatedAt);
      const addressees = resolveAudience(found.audience, await readRoll(tx));
      checkExpectedRecipients(expectedRecipients, addressees.length);
      const announcement = release(found, addressees.length, now);
      await updateAnnouncement(tx, announcement);
      await createObligations(tx, id, addressees, now);
      await queueDeliveries(tx, {
        kind: 'announcement',
        occasionId: id,
        announcement,
        to: 'recipients',
        now,
      });
      await house.changes.append(tx, 'announcement:released', { announcementId: id });
      await recordAudit(tx, {
        at: now,
        actorId: actor.person.id,
        action: 'announcement:released',
        subject: id,
        details: {
          version: announcement.version,
          contentHash: announcement.contentHash,
          recipients: addressees.length,
        },
      });
      return { id, recipients: addressees.length };
    });
  });
  faultPoint('release-committed');
  return answer;
}
