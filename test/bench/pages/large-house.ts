import { createDraft } from '../../../server/announcements/save-draft.ts';
import { releaseAnnouncement } from '../../../server/announcements/release-announcement.ts';
import { seedOrganisation } from '../../../server/directory/demo/seed-organisation.ts';
import type { House } from '../../../server/umlauf.ts';
import { confirmMany } from '../../support/confirm-many.ts';
import { actorCalled, openDemoHouse } from '../demo-house.ts';

export const [many, few] = [10_000, 100];
/** The ids of announcements to so few and to all, as they were released and when nearly all have confirmed. */
export type Released = Record<'few' | 'many' | 'late few' | 'late many', string>;

export async function fillLargeHouse(file: string): Promise<Released> {
  const house = await openDemoHouse(file);
  await seedOrganisation(house, many);
  const released = {
    few: await releaseTo(house, 'few'),
    many: await releaseTo(house, 'many'),
    'late few': await releaseTo(house, 'few'),
    'late many': await releaseTo(house, 'many'),
  };
  await confirmMany(house, released['late few'], few / 2);
  await confirmMany(house, released['late many'], many - few);
  await house.database.close();
  return released;
}

async function releaseTo(house: House, whom: 'few' | 'many'): Promise<string> {
  const anna = await actorCalled(house, 'anna');
  const rows = (await house.db('people').orderBy('id').limit(few).select('id')) as { id: string }[];
  const people = whom === 'few' ? rows.map((row) => row.id) : [];
  const { id } = await createDraft(house, anna, {
    ...{
      title: 'Neue Zufahrt',
      body: 'Über **Tor 2**.',
      language: 'de',
      translations: [],
      drill: false,
      reminders: 'default' as const,
      overrideReason: '',
      channelId: null,
    },
    ...{ priority: 'important', acknowledgement: 'confirm', releaseAt: null, expiresAt: null },
    deadlineAt: house.clock.now() + 24 * 3_600_000,
    audience: { everyone: whom === 'many', teams: [], people, except: { teams: [], people: [] } },
  });
  const once = { idempotencyKey: id, expectedRecipients: null, expectedUpdatedAt: null };
  await releaseAnnouncement(house, anna, id, once);
  return id;
}
