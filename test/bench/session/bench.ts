import { join } from 'node:path';
import { seedOrganisation } from '../../../server/directory/demo/seed-organisation.ts';
import type { Bench } from '../bench.ts';
import { openDemoHouse } from '../demo-house.ts';
import { minus } from '../price.ts';

const people = 300;

/** What knowing who asks adds to a request: an Express handler behind the session, less the same one before it. */
export const sessionBench: Bench = {
  name: 'session',
  prepare: async (folder) => {
    const file = join(folder, 'house.sqlite');
    const house = await openDemoHouse(file);
    await seedOrganisation(house, people);
    await house.database.close();
    return [
      { name: 'peer', program: new URL('./peer.js', import.meta.url), words: [join(folder, 'peer.sqlite')] },
      { name: 'product', program: new URL('./product.js', import.meta.url), words: [file] },
    ];
  },
  figures: [
    {
      name: 'added to a request: against connect-session-knex',
      goal: 4,
      better: 'higher',
      peer: (pair) => minus(pair('peer.behind'), pair('peer.without')),
      product: (pair) => minus(pair('product.behind'), pair('product.without')),
    },
  ],
  probe: { name: 'the handler without a session', price: (pair) => pair('peer.without') },
};
