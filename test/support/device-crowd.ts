import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../server/platform/db/database.ts';
import { insertRows, whereIn } from '../../server/platform/db/dialect.ts';
import { released } from './announcing.ts';
import { eventually } from './eventually.ts';
import type { PushService } from './push-service/push-service.ts';
import type { Visitor } from './visitor.ts';

export type Device = { id: string; endpoint: string };

/** A house, beside whose program its data are open, and somebody who releases in it. */
export type Stage = {
  database: Database;
  service: PushService;
  publisher: Visitor;
  applicationServerKey: string;
};

const atOnce = 100;

/** Devices as so many sign-ins would leave them, spread over everybody; each at a push service of its own choice. */
export async function plantDevices(
  stage: Pick<Stage, 'database' | 'service'> & { applicationServerKey?: string },
  host: string,
  count: number,
): Promise<Device[]> {
  const { database, service, applicationServerKey } = stage;
  const people = (await database.reader('people').pluck('id')) as string[];
  const planted: Device[] = [];
  while (planted.length < count) {
    const issued = await Promise.all(
      Array.from({ length: Math.min(atOnce, count - planted.length) }, () =>
        service.subscribe({ host, ...(applicationServerKey === undefined ? {} : { applicationServerKey }) }),
      ),
    );
    const times = { created_at: 0, last_seen_at: Date.now() };
    const rows = issued.map(({ endpoint, keys }, at) => ({
      ...{ id: randomUUID(), person_id: people[(planted.length + at) % people.length] ?? '' },
      ...{ endpoint, host, ...keys },
    }));
    await database.transaction(async (tx) => {
      const devices = rows.map(({ id, person_id }) => ({
        id,
        person_id,
        secret_hash: id,
        label: 'Test',
        ...times,
      }));
      await insertRows(tx, 'devices', devices);
      await insertRows(
        tx,
        'push_subscriptions',
        rows.map((row) => ({ ...row, device_id: row.id, ...times })),
      );
    });
    planted.push(...rows);
  }
  return planted;
}

export async function answerWith(
  { service }: Stage,
  devices: Device[],
  answer: 'hang' | number,
): Promise<void> {
  await Promise.all(devices.map(({ endpoint }) => service.script({ endpoint, answer })));
}

/** Releases to everybody; none but these devices may accept. Answers the milliseconds from the release until the last had. */
export async function releaseAndAwait(
  { database, publisher }: Stage,
  devices: Device[],
  withinMs: number,
): Promise<{ id: string; lastMs: number }> {
  const { id, releasedAt } = await released(publisher, { everyone: true });
  const accepted = () => database.reader('deliveries').where({ announcement_id: id, state: 'accepted' });
  // Counted without naming them: a question that costs much, asked again and again, would slow down what is measured.
  const look = async () => ((await accepted().count({ count: '*' }).first()) as { count: number }).count;
  await eventually(look, (count) => count >= devices.length, withinMs);
  const ids = devices.map((device) => device.id);
  const those = whereIn(accepted(), 'subscription_id', ids).count({ count: '*' }).max({ last: 'settled_at' });
  const { count, last } = (await those.first()) as { count: number; last: number };
  assert.equal(count, devices.length);
  return { id, lastMs: last - Date.parse(releasedAt) };
}

/** How the deliveries of these devices stand, and how many of the devices are still subscribed. */
export async function standing(
  { database }: Pick<Stage, 'database'>,
  id: string,
  devices: Device[],
): Promise<{ states: Record<string, number>; subscribed: number }> {
  const ids = devices.map((device) => device.id);
  const rows = (await whereIn(
    database.reader('deliveries').where({ announcement_id: id }),
    'subscription_id',
    ids,
  )
    .groupBy('state')
    .select('state')
    .count({ count: '*' })) as { state: string; count: number }[];
  const there = (await whereIn(database.reader('push_subscriptions'), 'id', ids).pluck('id')) as string[];
  return {
    states: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
    subscribed: there.length,
  };
}
