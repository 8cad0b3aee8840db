import { recordAudit } from '../audit/record-audit.ts';
import { isSamlAlone } from '../directory/saml-alone.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { checkExpectedRecipients, checkUnchanged, type Announcement } from './announcement.ts';
import { updateAnnouncement } from './announcement-store.ts';
import { insertDecision } from './approval-store.ts';
import { getSubmitted, refuseDecided } from './approval-queries.ts';
import { audienceLock, checkEveryone, resolveAudience } from './audience.ts';
import { readRoll } from './audience-queries.ts';
import { approve, sendBack } from './lifecycle.ts';
import { settleRelease } from './release-announcement.ts';

type Decision = {
  decision: 'approve' | 'send-back';
  /** Why it is sent back. */
  note: string;
  /** What the second person was shown: which state, which text, for how many people; null where he was shown none. */
  expected: { updatedAt: number | null; contentHash: string | null; recipients: number | null };
};

/**
 * The second person decides. Approved, it is released or scheduled in the same transaction; sent back, it is a draft
 * again. Refuses `conflict` when the text has been changed since he looked, `forbidden` to its own sender, and
 * names whoever has decided before.
 */
export async function decideApproval(
  house: House,
  actor: Actor,
  id: string,
  { decision, note, expected }: Decision,
): Promise<Announcement> {
  return house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    await lockSequence(tx, `announcement:${id}`);
    const found = await getSubmitted(tx, actor, id);
    await refuseDecided(tx, found);
    checkUnchanged(found, expected.updatedAt);
    if (expected.contentHash !== null && expected.contentHash !== found.contentHash)
      throw new Refusal('conflict', 'draft-changed');
    const now = house.clock.now();
    const personId = actor.person.id;
    const made = {
      id: newId(),
      announcementId: id,
      personId,
      decision,
      contentHash: found.contentHash,
      at: now,
    };
    if (decision === 'send-back') {
      const returned = sendBack(found, personId, note, now);
      await updateAnnouncement(tx, returned);
      await insertDecision(tx, { ...made, note: note.trim() });
      const details = { contentHash: found.contentHash };
      await house.changes.append(tx, 'announcement:changed', {
        announcementId: id,
        personIds: [found.senderId],
      });
      await recordAudit(tx, {
        at: now,
        actorId: personId,
        action: 'announcement:sent-back',
        subject: id,
        details,
      });
      return returned;
    }
    checkEveryone(found.audience, !(await isSamlAlone(tx, house.config)));
    const addressees = resolveAudience(found.audience, await readRoll(tx));
    checkExpectedRecipients(expected.recipients, addressees.length);
    const approved = approve(found, personId, addressees.length, now);
    await insertDecision(tx, { ...made, note: '' });
    const details = { contentHash: found.contentHash, recipients: addressees.length };
    await recordAudit(tx, {
      at: now,
      actorId: personId,
      action: 'announcement:approved',
      subject: id,
      details,
    });
    await settleRelease(tx, house, approved, addressees, personId);
    await house.changes.append(tx, 'announcement:changed', {
      announcementId: id,
      personIds: [found.senderId],
    });
    return approved;
  });
}
