import { readFile } from 'node:fs/promises';
import { releaseAnnouncement } from '../../../server/announcements/release-announcement.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { createLog } from '../../../server/platform/log.ts';
import { serve } from '../../../server/serve.ts';
import { actorCalled, configOf, draftForEveryone } from '../demo-house.ts';
import { requestOf, startLoad } from '../load.ts';
import { measure, report } from '../measure.ts';
import type { Price } from '../price.ts';
import { connections, perSecond, percentile99 } from './bench.ts';
import type { Member } from './crowd.ts';

const rounds = 3;
const releasesBeside = 4;
const [file = '', crowdFile = ''] = process.argv.slice(2);
const crowd = JSON.parse(await readFile(crowdFile, 'utf8')) as Member[];
const log = createLog('info', { write: () => undefined });
const { umlauf, address, stop } = await serve(configOf(file), log, systemClock);
const anna = await actorCalled(umlauf, 'anna');
const clients = startLoad();
const to = { port: address.port, connections };

const draft = () =>
  draftForEveryone(umlauf, anna, { title: 'Tor 2 gesperrt', acknowledgement: 'confirm', dueInHours: 24 });
async function release(id: string): Promise<void> {
  const once = { idempotencyKey: id, expectedRecipients: null, expectedUpdatedAt: null };
  await releaseAnnouncement(umlauf, anna, id, once);
}

/** What everybody sends who confirms it; he has opened its page before, so the portal knows who he is. */
async function readyToConfirm(): Promise<{ id: string; requests: string[] }> {
  const id = await draft();
  await release(id);
  const opened = crowd.map(({ cookie }) => requestOf('/healthz', { cookie }));
  await clients.run({ ...to, requests: opened, perSecond: null, status: 200 });
  const path = `/api/v1/announcements/${id}/acknowledgement`;
  const requests = crowd.map(({ cookie, token }, at) =>
    requestOf(path, { cookie, 'x-csrf-token': token }, { version: 1, clientAckId: `click-${at}` }),
  );
  return { id, requests };
}

async function checkAll(id: string): Promise<void> {
  const [rows] = (await umlauf
    .db('acknowledgements')
    .where({ announcement_id: id })
    .count({ rows: '*' })) as {
    rows: number;
  }[];
  if (rows?.rows !== crowd.length)
    throw new Error(`${rows?.rows} of ${crowd.length} confirmations are there`);
}

let ready = { id: '', requests: [''] };
const { storm } = await measure(
  {
    storm: {
      operations: crowd.length,
      before: async () => {
        ready = await readyToConfirm();
      },
      work: () => clients.run({ ...to, requests: ready.requests, perSecond: null, status: 201 }),
      check: () => checkAll(ready.id),
    },
  },
  rounds,
);

/** So many a second, whatever becomes of those before; by the wall clock it is the 99th of a hundred latencies. */
async function openLoop(beside: () => Promise<void>): Promise<Price> {
  const { id, requests } = await readyToConfirm();
  const before = process.cpuUsage();
  const [latenciesMs] = await Promise.all([
    clients.run({ ...to, requests, perSecond, status: 201 }),
    beside(),
  ]);
  const { user, system } = process.cpuUsage(before);
  await checkAll(id);
  return { cpuUs: (user + system) / requests.length, wallUs: 1000 * percentile99(latenciesMs) };
}

const alone = await openLoop(() => Promise.resolve());
const drafts: string[] = [];
for (let at = 0; at < releasesBeside; at += 1) drafts.push(await draft());
const lastsMs = (crowd.length / perSecond) * 1000;
const beside = await openLoop(async () => {
  for (const id of drafts) {
    await release(id);
    await new Promise((resolve) => setTimeout(resolve, lastsMs / (2 * releasesBeside)));
  }
});
clients.stop();
await stop();
report({ prices: storm ? { storm, alone, beside } : { alone, beside } });
