import type { House } from '../umlauf.ts';
import type { Actor } from './actor.ts';

export async function chooseLanguage(
  house: House,
  actor: Actor,
  language: 'en' | 'de' | 'nl',
): Promise<void> {
  await house.transaction(async (tx) => {
    await tx('preferences').insert({ person_id: actor.person.id, language }).onConflict('person_id').merge();
    await house.changes.append(tx, 'person:changed', { personIds: [actor.person.id] });
  });
}
