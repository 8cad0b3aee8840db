import { isOutstanding } from '../../acknowledgements/recipient-queries.ts';
import { getSentAnnouncement } from '../../announcements/sent-announcement-queries.ts';
import { recordAudit } from '../../audit/record-audit.ts';
import { answerOnce } from '../../platform/answer-once.ts';
import { newId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Actor } from '../../sign-in/actor.ts';
import type { House } from '../../umlauf.ts';
import { checkCanRemind } from '../reminder.ts';
import type { CallOutcome } from './call.ts';
import { insertCall } from './call-store.ts';

type GivenCall = { idempotencyKey: string; personId: string; outcome: CallOutcome };
type RecordedCall = { id: string; personId: string; outcome: CallOutcome; calledAt: string };

/**
 * Records that its sender has just called somebody who is outstanding, and what came of it; who may see the names may do
 * so. Nothing of it confirms anything. A `conflict` when that person is not outstanding.
 */
export async function recordCall(
  house: House,
  actor: Actor,
  announcementId: string,
  { idempotencyKey, personId, outcome }: GivenCall,
): Promise<RecordedCall> {
  const now = house.clock.now();
  const callerId = actor.person.id;
  return house.transaction(async (tx) => {
    const announcement = await getSentAnnouncement(tx, actor, announcementId);
    checkCanRemind(announcement, now);
    const request = { call: 'call', id: announcementId, personId, outcome };
    return answerOnce(tx, { personId: callerId, key: idempotencyKey, request, now }, async () => {
      if (!(await isOutstanding(tx, announcementId, personId)))
        throw new Refusal('conflict', 'not-outstanding');
      const id = newId();
      await insertCall(tx, { id, announcementId, personId, callerId, outcome, at: now });
      await recordAudit(tx, {
        ...{ at: now, actorId: callerId, action: 'call:recorded', subject: announcementId },
        details: { callId: id, personId, outcome },
      });
      return { id, personId, outcome, calledAt: new Date(now).toISOString() };
    });
  });
}
