import { recordAudit } from '../../audit/record-audit.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Actor } from '../../sign-in/actor.ts';
import type { House } from '../../umlauf.ts';
import { holdChannelFor } from '../channel-queries.ts';
import { deleteHidden } from './clear-overdue.ts';
import { raisePastLast } from './retention-store.ts';

/** So long whoever says so waits; what is left by then goes with the clock's next look. */
const patienceMs = 2000;

/**
 * A member says that a conversation is over: what was said up to this moment is gone for everybody, and the record
 * tells who said so, not what it was. Said twice, it is over once.
 */
export async function endConversation(house: House, { person }: Actor, channelId: string): Promise<void> {
  await house.transaction(async (tx) => {
    const { retention, firstSeq, lastSeq } = await holdChannelFor(tx, person.id, channelId);
    if (retention.unit !== 'conversation') throw new Refusal('conflict', 'channel-does-not-end');
    if (firstSeq > lastSeq) return;
    const beforeSeq = await raisePastLast(tx, channelId);
    await house.changes.append(tx, 'channel:cleared', { channelId, beforeSeq });
    await recordAudit(tx, {
      ...{ at: house.clock.now(), actorId: person.id, action: 'conversation:ended', subject: channelId },
      details: { messages: beforeSeq - firstSeq },
    });
  });
  const endsAt = performance.now() + patienceMs;
  await deleteHidden(house, channelId, () => performance.now() > endsAt);
}
