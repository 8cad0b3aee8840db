import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { deleteSubscriptions } from './subscription-store.ts';

/** Ends push on one of the person's own devices. */
export async function unsubscribeDevice(house: House, actor: Actor, id: string): Promise<void> {
  const deleted = await house.transaction((tx) =>
    deleteSubscriptions(tx, { id, person_id: actor.person.id }),
  );
  if (deleted === 0) throw new Refusal('not-found');
}
