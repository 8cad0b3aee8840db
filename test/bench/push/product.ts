import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createDeliveryWorker } from '../../../server/delivery/delivery-worker.ts';
import { createPushSender } from '../../../server/delivery/push/send-push.ts';
import { openDemoHouse } from '../demo-house.ts';
import { measure, report } from '../measure.ts';
import { releaseDraft } from '../release/release-draft.ts';
import { sendMany } from './send-many.ts';
import { checkSink, contact, payload, prepareSink, readSink } from './sink.ts';

const [atOnce, few, slowlyMs] = [100, 1000, 40];
const [folder = ''] = process.argv.slice(2);
const sink = await readSink(folder);
const openSender = () =>
  createPushSender({ vapid: sink.vapid, contact, allowedHosts: [sink.host], ca: sink.ca, proxy: null });

const sender = openSender();
const some = sink.subscriptions.slice(0, few);
const makeAhead = () => sender.keepReady(some.map(({ keys }) => keys));
const prices = await measure(
  {
    ahead: { operations: few, before: () => sender.keepReady([]), work: makeAhead },
    send: {
      operations: few,
      before: async () => {
        await prepareSink(sink, 0);
        await makeAhead();
      },
      work: () =>
        sendMany(some, atOnce, ({ endpoint, keys }) =>
          sender.send({ endpoint, keys, payload, ttlSeconds: 60, urgency: 'normal', topic: 'a'.repeat(32) }),
        ),
      check: () => checkSink(sink, few, (plaintext) => plaintext === payload),
    },
  },
  5,
);

let rounds = 0;

/** The whole engine on a copy of the house: from the release until the last result is stored. */
async function openRelease() {
  rounds += 1;
  const file = join(folder, `round-${rounds}.sqlite`);
  await copyFile(join(folder, 'umlauf.sqlite'), file);
  const house = await openDemoHouse(file);
  const all = sink.subscriptions.length;
  let stored = 0;
  let isDone: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    isDone = resolve;
  });
  const releaseSender = openSender();
  await releaseSender.keepReady(sink.subscriptions.map(({ keys }) => keys));
  const worker = createDeliveryWorker(house, releaseSender, (outcome) => {
    if (outcome !== 'accepted') throw new Error(`a delivery is ${outcome}`);
    stored += 1;
    if (stored === all) isDone();
  });
  worker.start();
  const release = await releaseDraft(house);
  return {
    run: async () => {
      await release();
      worker.nudge();
      await done;
    },
    check: async () => {
      const accepted = house.db('deliveries').where({ state: 'accepted' });
      const [row] = (await accepted.count({ count: '*' })) as { count: number }[];
      if (row?.count !== all) throw new Error(`${row?.count ?? 0} results were stored, not ${all}`);
      await checkSink(sink, all, (plaintext) => plaintext.includes('"announcement"'));
      await worker.stop();
      await house.database.close();
      await rm(file);
    },
  };
}

let opened: Awaited<ReturnType<typeof openRelease>> | undefined;
const released = await measure(
  {
    release: {
      operations: sink.subscriptions.length,
      before: async () => {
        await prepareSink(sink, slowlyMs);
        opened = await openRelease();
      },
      work: async () => opened?.run(),
      check: async () => opened?.check(),
    },
  },
  1,
);
report({ prices: { ...prices, ...released } });
