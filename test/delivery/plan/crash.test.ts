import assert from 'node:assert/strict';
import { join } from 'node:path';
import { draftFor, release } from '../../support/announcing.ts';
import { eventually } from '../../support/eventually.ts';
import { install, type Installation } from '../../support/installation.ts';
import { deafPushHost, subscribe } from '../../support/push-device.ts';
import type { DatabaseKind } from '../../support/world.ts';

const minute = 60_000;
const dueInMs = 4000;

type Reminded = { planned: { state: string; late: number }[]; reminders: number; devices: string[] };

async function look(house: Installation, id: string): Promise<Reminded> {
  return house.look(async ({ reader }) => {
    const planned = (await reader('planned_notices')
      .where({ announcement_id: id, kind: 'reminder' })
      .select('state', 'due_at', 'settled_at')) as { state: string; due_at: number; settled_at: number }[];
    return {
      planned: planned.map(({ state, due_at, settled_at }) => ({ state, late: settled_at - due_at })),
      reminders: (await reader('reminders').where({ announcement_id: id })).length as number,
      devices: (await reader('deliveries')
        .where({ announcement_id: id, kind: 'reminder' })
        .pluck('subscription_id')) as string[],
    };
  });
}

/** Dies while it reminds, and starts again on the same data. */
async function remindThroughACrash(
  kind: DatabaseKind,
  point: string,
): Promise<[Reminded, Reminded, string[]]> {
  const house = await install(kind, { PUSH_ALLOWED_HOSTS: deafPushHost, QUIET_HOURS: 'none' });
  try {
    const doomed = await house.start({
      NODE_OPTIONS: `--import=${join(import.meta.dirname, '../../support/kill-at.mjs')}`,
      KILL_AT: `umlauf:${point}`,
    });
    const [anna, ben] = [await doomed.signIn('anna'), await doomed.signIn('ben')];
    const devices = [await subscribe(ben), await subscribe(await doomed.signIn('ben'))];
    const draft = await draftFor(anna, { people: ['ben'], deadlineAt: Date.now() + 30 * minute + dueInMs });
    assert.equal(
      (await anna.call('PATCH', `/announcements/${draft.id}`, { reminders: ['30m'] })).status,
      200,
    );
    const { id } = await release(anna, draft.id);
    assert.deepEqual(await doomed.ended, { code: null, signal: 'SIGKILL' });
    const before = await look(house, id);
    await house.start();
    const after = await eventually(
      () => look(house, id),
      ({ planned }) => planned.every(({ state }) => state !== 'waiting'),
      20_000,
    );
    return [before, after, devices];
  } finally {
    await house.remove();
  }
}

describe('Killed with SIGKILL while it creates a reminder (K11)', function () {
  this.timeout(120_000);
  const points = ['planned-half-written', 'planned-committed'];
  const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];

  for (const kind of kinds)
    for (const point of points)
      it(`${point}, it reminds once, each device once, within a minute of the time (${kind})`, async () => {
        const [before, after, devices] = await remindThroughACrash(kind, point);
        assert.equal(before.reminders, point === 'planned-committed' ? 1 : 0, 'all of it or nothing');
        assert.equal(before.devices.length, point === 'planned-committed' ? 2 : 0);
        assert.deepEqual(
          after.planned.map(({ state }) => state),
          ['sent'],
        );
        assert.ok(after.planned.every(({ late }) => late >= 0 && late < minute));
        assert.equal(after.reminders, 1);
        assert.deepEqual(after.devices.toSorted(), devices.toSorted());
      });
});
