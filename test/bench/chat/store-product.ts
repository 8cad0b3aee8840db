import { readFile } from 'node:fs/promises';
import { systemClock } from '../../../server/platform/clock.ts';
import { createLog } from '../../../server/platform/log.ts';
import { serve } from '../../../server/serve.ts';
import { configOf } from '../demo-house.ts';
import { requestOf, startLoad } from '../load.ts';
import { measure, report } from '../measure.ts';
import type { Prepared } from './channel-house.ts';
import { connections, posts, rounds, said } from './posts.ts';

const [file = '', preparedFile = ''] = process.argv.slice(2);
const { crowd, channels } = JSON.parse(await readFile(preparedFile, 'utf8')) as Prepared;
const log = createLog('info', { write: () => undefined });
const { umlauf, address, stop } = await serve(configOf(file), log, systemClock);
const clients = startLoad();
const to = { port: address.port, connections };

let round = Date.now();
const path = `/api/v1/channels/${channels.empty}/messages`;
const requests = () =>
  Array.from({ length: posts }, (_, at) => {
    const { cookie = '', token = '' } = crowd[at % crowd.length] ?? {};
    return requestOf(path, { cookie, 'x-csrf-token': token }, said(round, at));
  });
const lastSeq = async (): Promise<number> => {
  const row = (await umlauf.db('channels').where({ id: channels.empty }).first('last_seq')) as {
    last_seq: number;
  };
  return row.last_seq;
};

// He has opened a page before, so the portal knows who he is.
const opened = crowd.map(({ cookie }) => requestOf('/healthz', { cookie }));
await clients.run({ ...to, requests: opened, perSecond: null, status: 200 });
let before = 0;
const prices = await measure(
  {
    store: {
      operations: posts,
      before: async () => {
        round += 1;
        before = await lastSeq();
      },
      work: () => clients.run({ ...to, requests: requests(), perSecond: null, status: 201 }),
      check: async () => {
        const stored = (await lastSeq()) - before;
        if (stored !== posts) throw new Error(`${stored} of ${posts} messages are there`);
      },
    },
  },
  rounds,
);
clients.stop();
await stop();
report({ prices });
