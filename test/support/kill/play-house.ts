import { mulberry32 } from '../../../server/directory/demo/mulberry32.ts';
import { eventually } from '../eventually.ts';
import type { PushService } from '../push-service/push-service.ts';
import type { DatabaseKind } from '../world.ts';
import { check, type Verdict } from './check/check.ts';
import { readEvidence, type Evidence } from './check/evidence.ts';
import { points as allPoints, type Point } from './points.ts';
import { playRound } from './round.ts';
import { openStage, type Stage } from './stage.ts';

/** Longer than the pause after a fifth attempt: claims that a death has cut short count, too. */
const settledWithinMs = 170_000;
const mostDevices = ['ben', 'm.aydogan', 'y.haddad', 's.sahin', 'ben', 'm.aydogan', 'y.haddad'];
const fewestDevices = 4;

type Played = { verdict: Verdict; evidence: Evidence };

/** One house whose program is killed at each of these points in an order of the seed, and what the checker says of it. */
export async function playHouse(
  kind: DatabaseKind,
  service: PushService,
  seed: number,
  { points = allPoints, morePreloads = [] }: { points?: Point[]; morePreloads?: string[] } = {},
): Promise<Played> {
  const chance = mulberry32(seed);
  const dice = { chance, isOdd: seed % 2 === 1 };
  const count = fewestDevices + Math.floor(chance() * (mostDevices.length - fewestDevices + 1));
  const stage = await openStage(kind, service, {
    ...{ logins: mostDevices.slice(0, count), morePreloads },
    pickHost: () => service.hosts[Math.floor(chance() * service.hosts.length)] ?? service.host,
  });
  try {
    const ids: string[] = [];
    for (const point of shuffle(points, chance)) ids.push(await playRound(stage, point, dice));
    return await judge(stage, ids);
  } finally {
    await stage.close();
  }
}

async function judge(stage: Stage, ids: string[]): Promise<Played> {
  await untilSettled(stage);
  for (const id of ids) await stage.publisher.readProgress(id);
  for (const { client } of stage.devices) await client.readInbox();
  await stage.running().kill('SIGTERM');
  await stage.writeWhatArrived();
  const evidence = await readEvidence(stage.folder, stage.house.databaseUrl);
  return { verdict: check(evidence), evidence };
}

/** Or for as long as they may take: then the checker says what is stuck. */
async function untilSettled({ house }: Stage): Promise<void> {
  const open = () =>
    house.look(async ({ reader }) => [
      ...((await reader('deliveries').whereIn('state', ['queued', 'sending']).select('id')) as object[]),
      ...((await reader('planned_notices')
        .where({ state: 'waiting' })
        .where('due_at', '<=', Date.now())
        .select('id')) as object[]),
    ]);
  await eventually(open, ({ length }) => length === 0, settledWithinMs).catch(() => undefined);
}

function shuffle<T>(items: T[], chance: () => number): T[] {
  const shuffled = items.map((item) => ({ item, place: chance() }));
  return shuffled.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
