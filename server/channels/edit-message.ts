import { listNames } from '../directory/directory-queries.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { changeMessage, type MessagePlace } from './change-message.ts';
import { findMembers } from './member-queries.ts';
import { checkMentions, checkOwn, checkText, mentionsIn, type Message } from './message.ts';
import { updateMessage } from './message-store.ts';
import { tellMentioned } from './notices/tell-by-push.ts';
import { renderMessage } from './render-message.ts';

/**
 * The sender puts another text in the place of his; the old one stays nowhere, and nobody is told anew but whom it
 * mentions for the first time. Refuses `not-found`, `forbidden` for the message of another, `conflict` for one that is
 * deleted.
 */
export async function editMessage(
  house: House,
  actor: Actor,
  place: MessagePlace,
  given: string,
): Promise<Message> {
  return changeMessage(house, actor.person.id, place, async (tx, { channel, message, revision, now }) => {
    checkOwn(message, actor.person.id);
    const text = checkText(given);
    if (text === message.text) return null;
    const isSealed = channel.content === 'sealed';
    const mentioned = isSealed ? { personIds: [] } : mentionsIn(text);
    checkMentions(mentioned);
    const places = mentioned.personIds.map((personId) => ({ channelId: place.channelId, personId }));
    const members = [...(await findMembers(tx, places)).values()].map(({ personId }) => personId);
    const names = await listNames(tx, members);
    await updateMessage(tx, {
      ...message,
      ...{ revision, text, editedAt: now },
      html: isSealed ? '' : renderMessage(text, names),
      // All are called when it is posted or never; that they were is counted still.
      mentions: members,
    });
    await tellMentioned(tx, message, members, now);
    return { quotes: true };
  });
}
