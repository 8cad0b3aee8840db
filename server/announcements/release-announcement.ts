import { recordAudit } from '../audit/record-audit.ts';
import { answerOnce } from '../platform/answer-once.ts';
import { findAddressable } from '../directory/addressable-queries.ts';
import { isSamlAlone } from '../directory/saml-alone.ts';
import type { Transaction } from '../platform/db/database.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { faultPoint } from '../platform/fault-point.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { checkExpectedRecipients, checkUnchanged, type Announcement } from './announcement.ts';
import { updateAnnouncement } from './announcement-store.ts';
import {
  audienceLock,
  checkAddressable,
  checkEveryone,
  resolveAudience,
  type Addressee,
} from './audience.ts';
import { readRoll } from './audience-queries.ts';
import { requestRelease } from './lifecycle.ts';
import { findOverrideUse } from './override-queries.ts';
import { publishAnnouncement } from './publish-announcement.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';

type ReleaseRequest = {
  /** The same key again answers the same and releases nothing. */
  idempotencyKey: string;
  /** The number of people that the sender was shown, and of which state of the draft; null when he was shown none. */
  expectedRecipients: number | null;
  expectedUpdatedAt: number | null;
};

type ReleaseAnswer = { id: string; recipients: number };

/**
 * The sender presses the button: the draft becomes visible to all its recipients at one instant, or is scheduled, or
 * waits for a second person. Durable when it returns; sending goes on after.
 */
export async function releaseAnnouncement(
  house: House,
  actor: Actor,
  id: string,
  { idempotencyKey, expectedRecipients, expectedUpdatedAt }: ReleaseRequest,
): Promise<ReleaseAnswer> {
  const answer = await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    await lockSequence(tx, `announcement:${id}`);
    const found = await getPublishedBy(tx, actor, id);
    const now = house.clock.now();
    const request = { call: 'release', id };
    return answerOnce(tx, { personId: actor.person.id, key: idempotencyKey, request, now }, async () => {
      checkUnchanged(found, expectedUpdatedAt);
      checkAddressable(found.audience, await findAddressable(tx, actor.person.id, actor.roles));
      checkEveryone(found.audience, !(await isSamlAlone(tx, house.config)));
      const addressees = resolveAudience(found.audience, await readRoll(tx));
      checkExpectedRecipients(expectedRecipients, addressees.length);
      const { approvalAbove } = house.config;
      const isOverBudget = (await findOverrideUse(tx, house, found))?.isOver ?? false;
      const announcement = requestRelease(found, addressees.length, { now, approvalAbove, isOverBudget });
      await settleRelease(tx, house, announcement, addressees, actor.person.id);
      return { id, recipients: addressees.length };
    });
  });
  faultPoint('release-committed');
  return answer;
}

/** Writes what a release led to: released at once, scheduled, or waiting for a second person. */
export async function settleRelease(
  tx: Transaction,
  house: House,
  announcement: Announcement,
  addressees: Addressee[],
  actorId: string,
): Promise<void> {
  if (announcement.status === 'released') {
    await publishAnnouncement(tx, house, announcement, addressees, actorId);
    return;
  }
  await updateAnnouncement(tx, announcement);
  const { id, status, contentHash, releaseAt } = announcement;
  const action = status === 'scheduled' ? 'announcement:scheduled' : 'announcement:submitted';
  await recordAudit(tx, {
    at: announcement.updatedAt,
    actorId,
    action,
    subject: id,
    details: { contentHash, recipients: addressees.length, releaseAt },
  });
}
