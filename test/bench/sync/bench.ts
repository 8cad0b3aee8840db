import assert from 'node:assert/strict';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reached } from '../../support/ldap-settings.ts';
import { startSlapd } from '../../support/slapd.ts';
import type { Bench } from '../bench.ts';
import { fillDirectory, groups, people } from './directory.ts';
import { openHouseOf, synchroniseOnce } from './house.ts';

/** A house that has never heard of the directory, and the same one after a run that is not measured. */
async function makeHouses(
  directory: Reached,
  folder: string,
): Promise<{ empty: string; known: string; read: object }> {
  const [empty, known] = [join(folder, 'empty', 'umlauf.sqlite'), join(folder, 'known', 'umlauf.sqlite')];
  for (const file of [empty, known]) await mkdir(join(file, '..'));
  await (await openHouseOf(directory, empty)).database.close();
  await copyFile(empty, known);
  const house = await openHouseOf(directory, known);
  const { read } = await synchroniseOnce(house);
  await house.database.close();
  return { empty, known, read };
}

/** A whole run over a real OpenLDAP beside the bare search that it cannot do without. */
export const syncBench: Bench = {
  name: 'sync',
  prepare: async (folder, stopAfterwards) => {
    const slapd = await startSlapd();
    stopAfterwards(slapd.stop);
    const written = await fillDirectory(slapd);
    const { empty, known, read } = await makeHouses(slapd, folder);
    assert.deepEqual(read, written, 'what was read is what was written into the directory');
    const words = [JSON.stringify(slapd), known, empty];
    return ['peer', 'unchanged', 'first'].map((name) => ({
      name,
      program: new URL(`./${name}.js`, import.meta.url),
      words,
    }));
  },
  figures: [
    {
      name: `${people} people, ${groups} groups, a run that finds nothing new: against the bare paged search`,
      goal: 3,
      better: 'lower',
      peer: (pair) => pair('peer.search'),
      product: (pair) => pair('unchanged.unchanged'),
    },
    {
      name: 'the first run, which writes them all: against the same',
      goal: null,
      better: 'lower',
      peer: (pair) => pair('peer.search'),
      product: (pair) => pair('first.first'),
    },
  ],
  probe: { name: 'the bare search itself', price: (pair) => pair('peer.search') },
};
