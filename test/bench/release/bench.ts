import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { growDemo } from '../../../server/seed-demo.ts';
import type { Bench } from '../bench.ts';
import { actorCalled, draftForEveryone, openDemoHouse } from '../demo-house.ts';
import { giveEveryoneADevice } from './devices.ts';
import { newRows } from './new-rows.ts';
import { releaseDraft } from './release-draft.ts';

const people = 10_000;
const houses = ['nobody takes push', 'all take push'] as const;

/** A house before its release: nothing but a draft for everyone. */
async function prepareHouse(folder: string, withDevices: boolean): Promise<string> {
  const file = join(folder, 'umlauf.sqlite');
  await mkdir(folder);
  const house = await openDemoHouse(file);
  await growDemo(house, people);
  if (withDevices) await giveEveryoneADevice(house);
  const anna = await actorCalled(house, 'anna');
  await draftForEveryone(house, anna, {
    title: 'Fluchtweg gesperrt',
    acknowledgement: 'confirm',
    dueInHours: 24,
  });
  await house.database.close();
  return file;
}

/** Releases once on a copy, and writes down the rows that came of it. */
async function writeRows(file: string): Promise<void> {
  const after = `${file}.after`;
  await copyFile(file, after);
  const house = await openDemoHouse(after);
  await (
    await releaseDraft(house)
  )();
  await house.database.close();
  await writeFile(`${file}.rows.json`, JSON.stringify(await newRows(file, after)));
}

/** A durable release beside the same rows in the same tables, inserted in bulk in one transaction. */
export const releaseBench: Bench = {
  name: 'release',
  prepare: async (folder) => {
    const files: string[] = [];
    for (const [at, name] of houses.entries()) {
      const file = await prepareHouse(join(folder, String(at)), name === 'all take push');
      await writeRows(file);
      files.push(`${name}=${file}`);
    }
    const side = (name: string) => ({
      name,
      program: new URL(`./${name}.js`, import.meta.url),
      words: files,
    });
    return [side('probe'), side('peer'), side('product')];
  },
  figures: houses.map((name) => ({
    name: `to ${people} people, ${name}: against a bulk insert of the same rows`,
    goal: 3,
    better: 'lower',
    peer: (pair) => pair(`peer.${name}`),
    product: (pair) => pair(`product.${name}`),
  })),
  probe: { name: 'as many numbers into a bare table', price: (pair) => pair('probe.insert') },
};
