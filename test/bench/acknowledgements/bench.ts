import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seedOrganisation } from '../../../server/directory/demo/seed-organisation.ts';
import type { Bench } from '../bench.ts';
import { openDemoHouse } from '../demo-house.ts';
import { signInCrowd } from './crowd.ts';

export const connections = 200;
export const perSecond = 500;
const [people, confirming] = [4000, 2000];

export const percentile99 = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? NaN;

/** Confirmations over HTTP through the whole portal, durable, beside one upsert for each request on bare Express. */
export const acknowledgementsBench: Bench = {
  name: 'acknowledgements',
  prepare: async (folder) => {
    await mkdir(join(folder, 'house'));
    const file = join(folder, 'house', 'umlauf.sqlite');
    const house = await openDemoHouse(file);
    await seedOrganisation(house, people);
    const crowd = join(folder, 'crowd.json');
    await writeFile(crowd, JSON.stringify(await signInCrowd(house, confirming)));
    await house.database.close();
    const side = (name: string, words: string[]) => ({
      ...{ name, words },
      program: new URL(`./${name}.js`, import.meta.url),
    });
    return [
      side('probe', [join(folder, 'probe')]),
      side('peer', [join(folder, 'peer.sqlite')]),
      side('product', [file, crowd]),
    ];
  },
  figures: [
    {
      ...{ name: `${connections} connections, by the wall clock: against one Knex upsert for each request` },
      ...{ goal: 3, better: 'higher', by: 'wall' },
      peer: (pair) => pair('peer.storm'),
      product: (pair) => pair('product.storm'),
    },
    {
      name: `99 % of ${perSecond} a second while releases to ${people} run, from the intended start: against without`,
      ...{ goal: null, better: 'lower', by: 'wall' },
      peer: (pair) => pair('product.alone'),
      product: (pair) => pair('product.beside'),
    },
  ],
  probe: { name: 'one page written and synced', price: (pair) => pair('probe.sync') },
};
