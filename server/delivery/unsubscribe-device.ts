import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { deleteSubscription } from './subscription-store.ts';

/** Ends push on one of the person's own devices. */
export async function unsubscribeDevice(house: House, actor: Actor, id: string): Promise<void> {
  const wasThere = await house.transaction((tx) => deleteSubscription(tx, { id, personId: actor.person.id }));
  if (!wasThere) throw new Refusal('not-found');
}
