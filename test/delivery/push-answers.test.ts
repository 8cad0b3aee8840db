import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { pushSettings, turnOnNotices } from '../support/push-devices.ts';
import { startPushService, type PushService, type ScriptStep } from '../support/push-service/push-service.ts';
import { describeOnEachDatabase, type World } from '../support/world.ts';

type Answer = Pick<ScriptStep, 'answer' | 'retryAfter' | 'times'>;
type Row = {
  state: string;
  last_status: number | null;
  last_error: string | null;
  attempts: number;
  next_attempt_at: number;
};
type Case = { title: string; given: Answer; state: string; status: number | null; stays: boolean };

const inTwoMinutes = 'in two minutes';
const dateIn = (ms: number) => new Date(Date.now() + ms).toUTCString();
const cases: Case[] = [
  { title: '201 is accepted', given: { answer: 201 }, state: 'accepted', status: 201, stays: true },
  { title: '404 ends this device', given: { answer: 404 }, state: 'gone', status: 404, stays: false },
  { title: '410 ends this device', given: { answer: 410 }, state: 'gone', status: 410, stays: false },
  ...[400, 401, 403].map((status) => ({
    ...{ title: `${status} waits until it is mended, and keeps the device`, given: { answer: status } },
    ...{ state: 'queued', status, stays: true },
  })),
  {
    title: '413 fails and keeps the device',
    given: { answer: 413 },
    state: 'failed',
    status: 413,
    stays: true,
  },
  {
    title: 'a redirect is not followed',
    given: { answer: 'redirect' },
    state: 'failed',
    status: 307,
    stays: true,
  },
  {
    title: 'a large body does no harm',
    given: { answer: 'large' },
    state: 'accepted',
    status: 201,
    stays: true,
  },
  { title: '500 is tried again', given: { answer: 500 }, state: 'queued', status: 500, stays: true },
  // Once at once, and once more when its time has come.
  {
    title: 'a reset is tried again',
    given: { answer: 'reset', times: 2 },
    state: 'queued',
    status: null,
    stays: true,
  },
  {
    title: '429 waits the seconds asked for',
    given: { answer: 429, retryAfter: 120 },
    state: 'queued',
    status: 429,
    stays: true,
  },
  {
    title: '429 waits for the date asked for',
    given: { answer: 429, retryAfter: inTwoMinutes },
    state: 'queued',
    status: 429,
    stays: true,
  },
];
const logins = ['ben', 'm.aydogan', 'h.celik', 'y.haddad'];

describe('The answers of push services', function () {
  this.timeout(40_000);
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'to one release',
    (world, kind) => {
      const devices = new Map<string, { id: string; endpoint: string }>();
      let releasedAt = 0;

      // The devices of each person are answered differently: what happens to one must not touch another.
      before(async () => {
        for (const [index, { title, given }] of cases.entries()) {
          const visitor = await world().signIn(logins[index % logins.length] ?? '');
          // What cuts a connection cuts it for all that are on it.
          const host = given.answer === 'reset' ? service.hosts[2] : service.host;
          const device = await turnOnNotices(visitor, service, world().dataDir, host);
          const date = given.retryAfter === inTwoMinutes ? { retryAfter: dateIn(120_000) } : {};
          await service.script({ endpoint: device.endpoint, times: 1, ...given, ...date });
          devices.set(title, device);
        }
        await released(await world().signIn('anna'), { teams: ['Frühschicht'] });
        releasedAt = world().clock.now();
      });

      const rowOf = async (title: string): Promise<Row> => {
        const query = world()
          .umlauf.db('deliveries')
          .where({ subscription_id: devices.get(title)?.id });
        return (await query.first()) as Row;
      };
      const settled = (title: string) =>
        eventually(
          () => rowOf(title),
          ({ state, attempts }) => state !== 'sending' && attempts > 0,
        );
      const known = async (title: string): Promise<boolean> => {
        const row: unknown = await world()
          .umlauf.db('push_subscriptions')
          .where({ id: devices.get(title)?.id })
          .first();
        return row !== undefined;
      };

      for (const { title, state, status, stays } of cases) {
        it(title, async () => {
          const row = await settled(title);
          assert.equal(row.state, state, JSON.stringify(row));
          assert.equal(row.last_status, status);
          assert.equal(row.attempts, 1);
          assert.equal(await known(title), stays);
          if (status !== 429) return;
          const waits = row.next_attempt_at - releasedAt;
          assert.ok(waits > 115_000 && waits < 125_000, `${waits} ms`);
        });
      }

      it('that was due later is fetched later, by the same devices', async () => {
        const later = cases.filter(({ state }) => state === 'queued').map(({ title }) => title);
        world().clock.advance(305_000);
        for (const title of later) {
          const row = await eventually(
            () => rowOf(title),
            (seen) => seen.state === 'accepted',
          );
          assert.equal(row.attempts, 2, title);
        }
      });

      it('counts every outcome', async () => {
        const figures =
          await world().umlauf.metrics.registry.getSingleMetricAsString('umlauf_deliveries_total');
        for (const [outcome, count] of Object.entries({ accepted: 9, gone: 2, failed: 2, queued: 7 })) {
          assert.match(
            figures,
            new RegExp(`umlauf_deliveries_total{transport="push",outcome="${outcome}"} ${count}\\b`),
          );
        }
      });

      it('never led anywhere but to the devices', async () => {
        const attempts = await service.journal();
        assert.deepEqual(
          attempts.filter(({ refused }) => refused !== null),
          [],
        );
      });

      if (kind === 'SQLite')
        it('that never comes is given up after ten seconds, and delays nobody', () => hang(world(), service));

      it('refusing us is said in the log once an hour for each host, and never to which device', async () => {
        const warnings = () =>
          world().log.filter(({ level, status }) => level === 40 && status !== undefined);
        assert.equal(warnings().length, 1);
        assert.ok([307, 400, 401, 403, 413].includes(Number(warnings()[0]?.['status'])));
        assert.equal(warnings()[0]?.['host'], service.host);
        const device = await turnOnNotices(await world().signIn('esther'), service, world().dataDir);
        await service.script({ endpoint: device.endpoint, answer: 403 });
        const { id } = await released(await world().signIn('anna'), { people: ['esther'] });
        await eventually(
          () => world().umlauf.db('deliveries').where({ announcement_id: id, last_status: 403 }),
          ({ length }: unknown[]) => length === 1,
        );
        assert.equal(warnings().length, 1);
        world().clock.advance(3_600_000);
        world().umlauf.nudgeDelivery();
        await eventually(warnings, ({ length }) => length === 2);
        assert.equal(warnings()[1]?.['status'], 403);
        const path = new URL(device.endpoint).pathname;
        assert.ok(!JSON.stringify(world().log).includes(path));
      });
    },
    () => pushSettings(service),
  );
});

async function hang(world: World, service: PushService): Promise<void> {
  const [silent, prompt] = [
    await turnOnNotices(await world.signIn('clara'), service, world.dataDir),
    await turnOnNotices(await world.signIn('deniz'), service, world.dataDir),
  ];
  await service.script({ endpoint: silent.endpoint, answer: 'hang', times: 1 });
  const startedAt = performance.now();
  await released(await world.signIn('anna'), { people: ['clara', 'deniz'] });
  const rowOf = (id: string) => async () =>
    (await world.umlauf.db('deliveries').where({ subscription_id: id }).first()) as Row;
  await eventually(rowOf(prompt.id), ({ state }) => state === 'accepted', 2000);
  const row = await eventually(rowOf(silent.id), ({ last_error }) => last_error !== null, 15_000);
  const lastedMs = performance.now() - startedAt;
  assert.deepEqual([row.state, row.last_error], ['queued', 'timeout']);
  assert.ok(lastedMs > 9_500 && lastedMs < 12_000, `${lastedMs} ms`);
}
