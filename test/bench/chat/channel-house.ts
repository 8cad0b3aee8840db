import { openChannel } from '../../../server/channels/open-channel.ts';
import { seedOrganisation } from '../../../server/directory/demo/seed-organisation.ts';
import { insertMemberships, insertTeams } from '../../../server/directory/directory-store.ts';
import { newId } from '../../../server/platform/ids.ts';
import type { House } from '../../../server/umlauf.ts';
import { fillWithMessages } from '../../support/chat/fill-with-messages.ts';
import { signInCrowd, type Member } from '../acknowledgements/crowd.ts';
import { actorCalled, openDemoHouse } from '../demo-house.ts';

export const [few, many] = [100, 10_000];
export const people = 500;

/** Who is there, and the channels in which they all are: empty, with few messages behind it, with many. */
export type Prepared = { crowd: Member[]; channels: Record<'empty' | 'few' | 'many', string> };

export async function prepareChannels(file: string): Promise<Prepared> {
  const house = await openDemoHouse(file);
  await seedOrganisation(house, people);
  const teamId = await gatherAll(house);
  const open = async (title: string, messages: number): Promise<string> => {
    const id = await openChannel(house, await actorCalled(house, 'anna'), {
      ...{ title, purpose: 'Absprachen der Schicht', teamIds: [teamId], history: 'whole' },
      retention: { unit: 'days', amount: 30 },
    });
    await fillWithMessages(house, id, messages);
    return id;
  };
  const channels = {
    empty: await open('Leer', 0),
    few: await open('Wenig', few),
    many: await open('Viel', many),
  };
  const crowd = await signInCrowd(house, people);
  await house.database.close();
  return { crowd, channels };
}

async function gatherAll(house: House): Promise<string> {
  const id = newId();
  const ids = (await house.db('people').pluck('id')) as string[];
  await house.transaction(async (tx) => {
    await insertTeams(tx, [{ id, name: 'Alle', source: 'bench', sourceId: 'all' }]);
    await insertMemberships(
      tx,
      ids.map((personId) => ({ teamId: id, personId })),
      house.clock.now(),
    );
  });
  return id;
}
