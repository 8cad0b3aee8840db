import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseAnnouncement } from '../../../server/announcements/release-announcement.ts';
import { seedOrganisation } from '../../../server/directory/demo/seed-organisation.ts';
import type { Bench, Pair } from '../bench.ts';
import { actorCalled, draftForEveryone, openDemoHouse } from '../demo-house.ts';
import { minus, type Price } from '../price.ts';
import { announcements, captureInbox, titleOf } from './inbox.ts';
import { few, fillLargeHouse, many } from './large-house.ts';

const [people, toConfirm] = [100, 20];

async function fillHouse(file: string): Promise<void> {
  const house = await openDemoHouse(file);
  await seedOrganisation(house, people);
  const anna = await actorCalled(house, 'anna');
  for (let at = 1; at <= announcements; at += 1) {
    const mustConfirm = at <= toConfirm;
    const id = await draftForEveryone(house, anna, {
      title: titleOf(at),
      acknowledgement: mustConfirm ? 'confirm' : 'none',
      dueInHours: mustConfirm ? 6 * at : null,
    });
    const once = { idempotencyKey: `bench-${at}`, expectedRecipients: null, expectedUpdatedAt: null };
    await releaseAnnouncement(house, anna, id, once);
  }
  await house.database.close();
}

const session = (pair: Pair): Price => minus(pair('product.signed in'), pair('product.signed out'));
const query = (pair: Pair): Price => minus(pair('product.without its view'), pair('product.signed in'));
const view = (pair: Pair): Price => minus(pair('product.inbox'), pair('product.without its view'));
const share = { goal: null, better: 'lower' as const, peer: (pair: Pair) => pair('product.inbox') };

/** The page of 50 announcements: its view alone beside express-handlebars, and where the whole request spends its time. */
export const pagesBench: Bench = {
  name: 'pages',
  prepare: async (folder) => {
    const file = join(folder, 'house', 'umlauf.sqlite');
    await mkdir(join(folder, 'house'));
    await fillHouse(file);
    const page = join(folder, 'page.json');
    await writeFile(page, JSON.stringify(await captureInbox(file)));
    const side = (name: string, words: string[]) => ({
      name,
      program: new URL(`./${name}.js`, import.meta.url),
      words,
    });
    const large = join(folder, 'large-house', 'umlauf.sqlite');
    await mkdir(join(folder, 'large-house'));
    return [
      ...[side('probe', [page]), side('peer', [page]), side('view', [page]), side('product', [file])],
      side('progress', [large, JSON.stringify(await fillLargeHouse(large))]),
    ];
  },
  figures: [
    {
      name: `view of ${announcements} announcements: against express-handlebars`,
      goal: 1.3,
      better: 'higher',
      peer: (pair) => pair('peer.view'),
      product: (pair) => pair('view.view'),
    },
    {
      ...{ name: `progress of ${many} recipients: against ${few}`, goal: 1.3, better: 'lower' },
      peer: (pair) => pair('progress.few'),
      product: (pair) => pair('progress.many'),
    },
    {
      ...{ name: `the same when nearly all of the ${many} have confirmed`, goal: 1.3, better: 'lower' },
      peer: (pair) => pair('progress.late few'),
      product: (pair) => pair('progress.late many'),
    },
    { name: 'inbox request: the part of its session', ...share, product: session },
    { name: 'inbox request: the part of its queries', ...share, product: query },
    { name: 'inbox request: the part of its view', ...share, product: view },
  ],
  probe: { name: 'its HTML escaped once', price: (pair) => pair('probe.escape') },
};
