import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEar } from '../../bench/live/ear.ts';
import { draftFor, type Draft } from '../announcing.ts';
import type { ScriptStep } from '../push-service/push-service.ts';
import type { Point } from './points.ts';
import type { Device, Stage } from './stage.ts';

export type Dice = { chance: () => number; isOdd: boolean };
type Behaviour = Pick<ScriptStep, 'answer' | 'delayMs' | 'retryAfter'>;

const minuteMs = 60_000;
/** So long after the press of the button a reminder or a scheduled release is due. */
const dueInMs = 2000;
const reachedWithinMs = 40_000;
const shortDelayMs = 700;
/** These have no device: the first two are told by mail, the last by nothing. */
const withoutDevice = ['d.kruse', 'clara', 'k.brandstaetter'];

/** An announcement on its way, the death of the program at a point of that way, and all that people do meanwhile. Answers its id. */
export async function playRound(stage: Stage, point: Point, dice: Dice): Promise<string> {
  const { publisher, devices } = stage;
  const { chance } = dice;
  const isTrue = (share: number): boolean => chance() < share;
  for (const device of devices) if (device.isGone) await stage.subscribe(device);

  const people = [...new Set(devices.map(({ client }) => client.person.login)), ...withoutDevice];
  const draft = (await draftFor(publisher.person, { people })) as Draft & { audience: { people: string[] } };
  const { id } = draft;
  const ears = await openPages(stage);
  await stage.setTrap(point.trap(chance, dice.isOdd));
  // After the trap: what is left of former rounds may get these answers.
  await scriptAnswers(stage, point, chance);

  const key = randomUUID();
  const press = () => publisher.release(id, key, draft.audience.people);
  await setTimes(stage, id, timesOf(point, dice));
  const presses = [press(), ...(isTrue(0.3) ? [press()] : [])];
  // Whoever confirms is told and reminded of nothing any more: most leave it.
  const logins = new Set(devices.map(({ client }) => client.person.login));
  const willing = [...logins].filter((_, at) => at < 2 || isTrue(0.2));
  const confirming = devices.filter(({ client }) => willing.includes(client.person.login));
  const died = stage.dieAndRecover(point.name, reachedWithinMs);
  // Whoever has confirmed is sent nothing, and no service would give the answer that is waited for.
  const mayConfirm = point.answer === undefined ? Promise.resolve() : died;
  const confirmed = mayConfirm.then(() => confirmOneByOne(confirming, id, chance));
  await Promise.all([died, confirmed, ...presses]);
  await press();
  for (const ear of ears) ear.destroy();
  return id;
}

/** In the last moment: a time that has passed when the button is pressed is none. */
async function setTimes({ publisher }: Stage, id: string, change: object): Promise<void> {
  if (Object.keys(change).length === 0) return;
  const changed = await publisher.person.call('PATCH', `/announcements/${id}`, change);
  assert.equal(changed.status, 200, changed.text);
}

const timesOf = (point: Point, { isOdd }: Dice): object => {
  const soon = Date.now() + dueInMs;
  return {
    ...(point.reminds
      ? { deadlineAt: new Date(soon + 30 * minuteMs).toISOString(), reminders: ['30m'] }
      : {}),
    ...(point.scheduledInOdd && isOdd ? { releaseAt: new Date(soon).toISOString() } : {}),
  };
};

/** What some services answer once; after it they take everything. */
async function scriptAnswers({ service, devices }: Stage, point: Point, chance: () => number): Promise<void> {
  const behaviours: Behaviour[] = [
    { answer: 201 },
    { answer: 201, delayMs: Math.round(chance() * shortDelayMs) },
    { answer: 410, delayMs: Math.round(chance() * shortDelayMs) },
    { answer: 404 },
    { answer: 413 },
    { answer: 503 },
    { answer: 429, retryAfter: 1 },
  ];
  const chosen = Math.floor(chance() * devices.length);
  for (const [at, device] of devices.entries()) {
    const forced =
      at === chosen && point.answer !== undefined ? { answer: point.answer, retryAfter: 1 } : null;
    const behaviour = forced ?? behaviours[Math.floor(chance() * behaviours.length)] ?? { answer: 201 };
    await service.script({ endpoint: device.endpoint, ...behaviour, times: 1 });
    device.isGone = behaviour.answer === 410 || behaviour.answer === 404;
  }
}

const openPages = ({ devices, running }: Stage) =>
  Promise.all(
    devices.map(({ client }) =>
      openEar(Number(new URL(running().baseUrl).port), { cookie: client.person.cookie }, () => undefined),
    ),
  );

/** Some of them twice, as with two open pages. */
async function confirmOneByOne(confirming: Device[], id: string, chance: () => number): Promise<void> {
  for (const { client } of confirming) {
    await client.await(id);
    const clientAckId = randomUUID();
    const again = chance() < 0.3 ? [client.confirm(id, clientAckId)] : [];
    await Promise.all([client.confirm(id, clientAckId), ...again]);
    await sleep(Math.round(chance() * 100));
  }
}
