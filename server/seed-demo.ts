import { seedPast } from './announcements/demo/seed-past.ts';
import { seedTalk } from './channels/demo/seed-talk.ts';
import { countPeople } from './directory/directory-queries.ts';
import { seedOrganisation } from './directory/demo/seed-organisation.ts';
import { Refusal } from './platform/refusal.ts';
import type { House } from './umlauf.ts';

/** Fills an empty demo database with the organisation and a believable past, so that no first page is empty. */
export async function seedDemoIfEmpty(house: House): Promise<void> {
  if ((await countPeople(house.db)) === 0) await growDemo(house);
}

/** Makes the demo organisation, or lets it grow to so many people; those who are there stay who they are. */
export async function growDemo(house: House, people?: number): Promise<{ people: number; teams: number }> {
  if (!house.demo) throw new Refusal('conflict', 'not-a-demo');
  const isNew = (await countPeople(house.db)) === 0;
  const organisation = await seedOrganisation(house, people);
  if (isNew) await seedPast(house);
  if (isNew) await seedTalk(house);
  return organisation;
}
