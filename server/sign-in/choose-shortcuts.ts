import type { House } from '../umlauf.ts';
import type { Actor } from './actor.ts';

/** Whether single keys do something on this person's pages. */
export async function chooseShortcuts(house: House, actor: Actor, shortcuts: boolean): Promise<void> {
  await house.transaction(async (tx) => {
    await tx('preferences').insert({ person_id: actor.person.id, shortcuts }).onConflict('person_id').merge();
    await house.changes.append(tx, 'person:changed', { personIds: [actor.person.id] });
  });
}
