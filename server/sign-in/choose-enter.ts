import type { House } from '../umlauf.ts';
import type { Actor } from './actor.ts';

/** Whether Enter alone sends a message at a keyboard, or Ctrl and Enter. */
export async function chooseEnter(house: House, actor: Actor, enterSends: boolean): Promise<void> {
  const preference = { person_id: actor.person.id, enter_sends: enterSends };
  await house.transaction(async (tx) => {
    await tx('preferences').insert(preference).onConflict('person_id').merge();
    await house.changes.append(tx, 'person:changed', { personIds: [actor.person.id] });
  });
}
