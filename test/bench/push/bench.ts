import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { growDemo } from '../../../server/seed-demo.ts';
import { plantDevices } from '../../support/device-crowd.ts';
import { startPushService } from '../../support/push-service/push-service.ts';
import type { Bench } from '../bench.ts';
import type { Price } from '../price.ts';
import { actorCalled, draftForEveryone, openDemoHouse } from '../demo-house.ts';
import type { SinkFile, Subscription } from './sink.ts';

const people = 10_000;

const sum = (one: Price, other: Price): Price => ({
  cpuUs: one.cpuUs + other.cpuUs,
  wallUs: one.wallUs + other.wallUs,
});

/** Web push beside the library that is mostly used for it, to a push service that takes 40 ms and 100 streams. */
export const pushBench: Bench = {
  name: 'push',
  prepare: async (folder, stopAfterwards) => {
    const service = await startPushService();
    stopAfterwards(service.stop);
    const house = await openDemoHouse(join(folder, 'umlauf.sqlite'));
    await growDemo(house, people);
    await plantDevices({ database: house.database, service }, service.host, people);
    const anna = await actorCalled(house, 'anna');
    await draftForEveryone(house, anna, {
      ...{ title: 'Fluchtweg gesperrt', acknowledgement: 'confirm', dueInHours: 24 },
    });
    const rows = (await house.db('push_subscriptions').select('endpoint', 'p256dh', 'auth')) as ({
      endpoint: string;
    } & Subscription['keys'])[];
    await house.database.close();
    const subscriptions = rows.map(({ endpoint, ...keys }) => ({ endpoint, keys }));
    const sink: SinkFile = {
      ...{ host: service.host, control: service.control },
      caFile: service.caFile,
      subscriptions,
    };
    await writeFile(join(folder, 'sink.json'), JSON.stringify(sink));
    const side = (name: string) => ({
      ...{ name, words: [folder] },
      program: new URL(`./${name}.js`, import.meta.url),
    });
    return [side('probe'), side('peer'), side('product')];
  },
  figures: [
    {
      ...{ name: 'CPU per message: against web-push as shipped', goal: 5, better: 'higher' },
      peer: (pair) => pair('peer.shipped'),
      product: (pair) => pair('product.send'),
    },
    {
      ...{ name: 'CPU per message: against web-push tuned', goal: 2.5, better: 'higher' },
      peer: (pair) => pair('peer.tuned'),
      product: (pair) => pair('product.send'),
    },
    {
      ...{ name: 'the same, with the keys that were made ahead', goal: null, better: 'higher' },
      peer: (pair) => pair('peer.tuned'),
      product: (pair) => sum(pair('product.send'), pair('product.ahead')),
    },
    {
      ...{
        name: `a release to ${people} stored: against web-push tuned`,
        goal: 4,
        better: 'higher',
        by: 'wall',
      },
      peer: (pair) => pair('peer.all'),
      product: (pair) => pair('product.release'),
    },
  ],
  probe: { name: 'sealing by web-push', price: (pair) => pair('probe.seal') },
};
