import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import type { Posted, Posting } from './posting.ts';

/** More than a person types, less than a program floods. */
export const postLimit = { atOnce: 30, anotherAfterMs: 200 };

/**
 * Says something in a channel; answers once it is durable. The same `clientMessageId` again answers the same message.
 * Refuses `not-found` for whoever is not in it, `conflict` for another text under the same id, `too-many` for a flood.
 */
export async function postMessage(
  house: House,
  actor: Actor,
  posting: Omit<Posting, 'personId'>,
): Promise<Posted> {
  const personId = actor.person.id;
  if (!house.postAllowance.take(personId)) throw new Refusal('too-many', 'too-many-messages');
  return house.posts.give({ ...posting, personId });
}
