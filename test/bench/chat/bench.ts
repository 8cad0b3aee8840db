import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, Pair, Side } from '../bench.ts';
import { few, many, people, prepareChannels } from './channel-house.ts';
import { crowds } from './message.ts';
import { posts } from './posts.ts';

const side = (name: string, words: string[] = []): Side => ({
  ...{ name, words },
  program: new URL(`./${name}.js`, import.meta.url),
});

/** One message to all who have a channel open, posts stored, and a conversation opened that is long. */
export const chatBench: Bench = {
  name: 'chat',
  prepare: async (folder) => {
    await mkdir(join(folder, 'house'));
    const file = join(folder, 'house', 'umlauf.sqlite');
    const prepared = join(folder, 'prepared.json');
    await writeFile(prepared, JSON.stringify(await prepareChannels(file)));
    return [
      ...[side('fan-out-probe'), side('fan-out-peer'), side('fan-out-product')],
      ...[side('store-peer', [join(folder, 'peer.sqlite')]), side('store-product', [file, prepared])],
      ...[side('open-product', [file, prepared]), side('whole-product', [file, prepared])],
    ];
  },
  figures: [
    ...crowds.map((crowd) => ({
      name: `a message to ${crowd} sockets, by the wall clock: against a bare ws loop`,
      ...{ goal: 2, better: 'lower' as const, by: 'wall' as const },
      peer: (pair: Pair) => pair(`fan-out-peer.${crowd}`),
      product: (pair: Pair) => pair(`fan-out-product.${crowd}`),
    })),
    {
      name: `the same from the press of the button, through the whole house, to ${people}`,
      ...{ goal: null, better: 'lower', by: 'wall' },
      peer: (pair) => pair(`fan-out-peer.${people}`),
      product: (pair) => pair('whole-product.whole'),
    },
    {
      name: `${posts} posts stored, by the wall clock: against one Knex insert for each request`,
      ...{ goal: 0.5, better: 'higher', by: 'wall' },
      peer: (pair) => pair('store-peer.store'),
      product: (pair) => pair('store-product.store'),
    },
    ...(['call', 'page'] as const).map((way) => ({
      name: `a conversation of ${many} opened by its ${way}: against one of ${few}`,
      ...{ goal: 1.3, better: 'lower' as const },
      peer: (pair: Pair) => pair(`open-product.${way}.few`),
      product: (pair: Pair) => pair(`open-product.${way}.many`),
    })),
  ],
  memory: {
    name: 'memory per open socket',
    of: ['fan-out-peer.socket', 'fan-out-product.socket', 'whole-product.socket'],
  },
  probe: { name: 'the same bytes over bare TCP', price: (pair) => pair(`fan-out-probe.${crowds[0]}`) },
};
