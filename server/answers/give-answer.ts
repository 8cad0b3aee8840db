import { findObligation } from '../acknowledgements/obligation-queries.ts';
import { findAnnouncementFor } from '../announcements/announcement-queries.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { answerOnce } from '../platform/answer-once.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { answer, type AnswerKind } from './answer.ts';
import { countGivenBy } from './answer-queries.ts';
import { insertAnswer } from './answer-store.ts';

type AnswerRequest = {
  /** The same key again answers the same and says nothing twice. */
  idempotencyKey: string;
  kind: AnswerKind;
  text: string;
  /** The version that was read; null: the one that holds now. */
  version: number | null;
};

/**
 * A recipient asks or objects; his obligation stays as it was. Refuses `not-found` for whoever may not see the
 * announcement, `forbidden` for a sender who is no recipient.
 */
export async function giveAnswer(
  house: House,
  actor: Actor,
  announcementId: string,
  { idempotencyKey, kind, text, version }: AnswerRequest,
): Promise<{ id: string }> {
  const personId = actor.person.id;
  return house.transaction(async (tx) => {
    const announcement = await findAnnouncementFor(tx, personId, announcementId);
    if (!announcement) throw new Refusal('not-found');
    const obligation = await findObligation(tx, personId, announcementId);
    if (!obligation || obligation.leftAt !== null) throw new Refusal('forbidden', 'only-recipients-answer');
    const now = house.clock.now();
    const request = { call: 'answer', id: announcementId, kind, text, version };
    return answerOnce(tx, { personId, key: idempotencyKey, request, now }, async () => {
      const before = await countGivenBy(tx, announcementId, personId);
      const given = answer({ announcement, personId, version, kind, text, before }, newId(), now);
      await insertAnswer(tx, given);
      const personIds = [...new Set([announcement.senderId, personId])];
      await house.changes.append(tx, 'announcement:changed', { announcementId, personIds });
      await recordAudit(tx, {
        at: now,
        actorId: personId,
        action: 'answer:given',
        subject: announcementId,
        details: { answerId: given.id, kind, version: given.version },
      });
      return { id: given.id };
    });
  });
}
