import { answerWith, plantDevices, releaseAndAwait, standing, type Stage } from '../support/device-crowd.ts';
import { install } from '../support/installation.ts';
import { pushSettings, vapidKeyIn } from '../support/push-devices.ts';
import { startPushService } from '../support/push-service/push-service.ts';
import type { DatabaseKind } from '../support/world.ts';
import { roundsAsked } from './run-tests.ts';

// 10,000 devices of which 5 % hang, 5 % are gone, and those at one push service are asked to wait: how much longer the
// healthy wait than when they are alone.
const [devices, hanging, ended, elsewhere] = [10_000, 500, 500, 1000];
const healthyDevices = devices - hanging - ended - elsewhere;
const mostTimes = 1.2;
const longestMs = 120_000;
const rounds = roundsAsked(3);
const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];

let failures = 0;

function check(name: string, found: object, expected: object): void {
  const isSo = JSON.stringify(found) === JSON.stringify(expected);
  if (!isSo) failures += 1;
  console.log(`  ${isSo ? 'ok    ' : 'FAILED'} ${name}: ${JSON.stringify(found)}`);
}

async function runOn(kind: DatabaseKind): Promise<void> {
  const service = await startPushService();
  const house = await install(kind, pushSettings(service));
  try {
    const running = await house.start();
    await house.look(async (database) => {
      const applicationServerKey = await vapidKeyIn(house.dataDir);
      const stage: Stage = {
        database,
        service,
        publisher: await running.signIn('anna'),
        applicationServerKey,
      };
      await compare(kind, stage);
    });
  } finally {
    await house.remove();
    await service.stop();
  }
}

async function compare(kind: DatabaseKind, stage: Stage): Promise<void> {
  const [here, there, other] = stage.service.hosts;
  const healthy = [
    ...(await plantDevices(stage, here, Math.round(healthyDevices * 0.8))),
    ...(await plantDevices(stage, there, Math.round(healthyDevices * 0.2))),
  ];
  await releaseAndAwait(stage, healthy, longestMs);
  const { lastMs: aloneMs } = await releaseAndAwait(stage, healthy, longestMs);
  const [stuck, gone, waiting] = [
    await plantDevices(stage, here, hanging),
    await plantDevices(stage, here, ended),
    await plantDevices(stage, other, elsewhere),
  ];
  await answerWith(stage, stuck, 'hang');
  await answerWith(stage, gone, 410);
  await stage.service.script({ host: other, answer: 429, retryAfter: 3600 });
  const { id, lastMs } = await releaseAndAwait(stage, healthy, longestMs);
  const times = lastMs / aloneMs;
  if (times > mostTimes) failures += 1;
  console.log(
    `push ${kind}: the last of ${healthy.length} healthy devices after ${lastMs} ms, alone after ${aloneMs} ms: ${times.toFixed(2)} times`,
  );
  check('gone', await standing(stage, id, gone), { states: { gone: ended }, subscribed: 0 });
  check('asked to wait', await standing(stage, id, waiting), {
    states: { queued: elsewhere },
    subscribed: elsewhere,
  });
  check('healthy', await standing(stage, id, healthy), {
    states: { accepted: healthy.length },
    subscribed: healthy.length,
  });
  check(
    'hanging, still subscribed',
    { subscribed: (await standing(stage, id, stuck)).subscribed },
    { subscribed: hanging },
  );
}

for (let round = 1; round <= rounds; round += 1) {
  console.log(`push ${round}/${rounds}`);
  for (const kind of kinds) await runOn(kind);
}
console.log(`push: ${rounds} rounds, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
