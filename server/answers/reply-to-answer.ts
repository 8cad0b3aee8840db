import { listRecipientIds } from '../acknowledgements/recipient-queries.ts';
import { getPublishedBy } from '../announcements/sent-announcement-queries.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { actsBetween, reply, type ReplyAct } from './answer.ts';
import { findAnswer } from './answer-queries.ts';
import { updateReply } from './answer-store.ts';

type ReplyRequest = { text: string; publish: boolean };

/**
 * The sender replies to whoever answered other than yes, edits that reply, publishes both without the name, or takes
 * them back. Answers what that did; idempotent by nature: the same again does nothing.
 */
export async function replyToAnswer(
  house: House,
  actor: Actor,
  announcementId: string,
  answerId: string,
  { text, publish }: ReplyRequest,
): Promise<ReplyAct[]> {
  return house.transaction(async (tx) => {
    await lockSequence(tx, `answer:${answerId}`);
    const announcement = await getPublishedBy(tx, actor, announcementId);
    const found = await findAnswer(tx, announcement.id, answerId);
    if (!found) throw new Refusal('not-found');
    const now = house.clock.now();
    const replied = reply(found, { personId: actor.person.id, text, publish }, now);
    const acts = actsBetween(found, replied);
    if (acts.length === 0) return acts;
    await updateReply(tx, replied);
    const isSeenByAll = found.publishedAt !== null || replied.publishedAt !== null;
    const readers = isSeenByAll ? await listRecipientIds(tx, announcementId) : [];
    const personIds = [...new Set([found.personId, actor.person.id, ...readers])];
    await house.changes.append(tx, 'announcement:changed', { announcementId, personIds });
    for (const action of acts) {
      const details = { answerId };
      await recordAudit(tx, { at: now, actorId: actor.person.id, action, subject: announcementId, details });
    }
    return acts;
  });
}
