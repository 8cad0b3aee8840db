import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { changeMessage, type MessagePlace } from './change-message.ts';
import { checkOwn, type Message } from './message.ts';
import { deleteReactions, updateMessage } from './message-store.ts';

/**
 * The sender takes his words back: a trace stays, of what it said nothing. Once more changes nothing. Refuses
 * `not-found`, and `forbidden` for the message of another.
 */
export async function deleteMessage(house: House, actor: Actor, place: MessagePlace): Promise<Message> {
  return changeMessage(house, actor.person.id, place, async (tx, { message, revision, now }) => {
    if (message.sender.id === actor.person.id && message.deletedAt !== null) return null;
    checkOwn(message, actor.person.id);
    await deleteReactions(tx, place);
    await updateMessage(tx, {
      ...message,
      // That it called all is counted still: nobody calls them again and again by taking it back.
      ...{ revision, text: '', html: '', mentions: [], deletedAt: now },
    });
    return { quotes: true };
  });
}
