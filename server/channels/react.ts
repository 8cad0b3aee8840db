import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { changeMessage, type MessagePlace } from './change-message.ts';
import { isReaction, type Message } from './message.ts';
import { deleteReaction, insertReaction } from './message-store.ts';

/**
 * Puts a reaction to a message, or takes one's own back; once more changes nothing. Refuses `not-found`, `invalid` for
 * another sign than those that there are, `conflict` for a message that is deleted.
 */
export async function react(
  house: House,
  actor: Actor,
  place: MessagePlace,
  { emoji, isGiven }: { emoji: string; isGiven: boolean },
): Promise<Message> {
  if (!isReaction(emoji)) throw new Refusal('invalid', 'unknown-reaction', { field: 'emoji' });
  const personId = actor.person.id;
  return changeMessage(house, personId, place, async (tx, { message, now }) => {
    if (message.deletedAt !== null) throw new Refusal('conflict', 'message-deleted');
    const reacting = { ...place, personId, emoji };
    const isChanged = isGiven ? await insertReaction(tx, reacting, now) : await deleteReaction(tx, reacting);
    return isChanged ? { quotes: false } : null;
  });
}
