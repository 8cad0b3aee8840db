import assert from 'node:assert/strict';
import type { PushHost } from '../../server/delivery/push-host.ts';
import { listPushHosts } from '../../server/delivery/push-host-queries.ts';
import { released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { pushSettings, turnOnNotices } from '../support/push-devices.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Row = { host: string; state: string; attempts: number; last_status: number | null };
const minuteMs = 60_000;

describe('A push service', function () {
  this.timeout(30_000);
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'that is not to be sent to',
    (world) => {
      const [first, second] = ['ben', 'm.aydogan'] as const;
      let [here, there] = ['', ''];
      before(async () => {
        await service.reset();
        [here, there] = [service.hosts[0], service.hosts[1]];
        for (const [login, host] of [
          [first, here],
          [second, here],
          [first, there],
        ] as const)
          await turnOnNotices(await world().signIn(login), service, world().dataDir, host);
      });

      const releaseToBoth = async () =>
        (await released(await world().signIn('anna'), { people: ['ben', 'm.aydogan'] })).id;
      const rowsOf = async (id: string) =>
        (await world()
          .umlauf.db('deliveries')
          .where({ announcement_id: id })
          .orderBy('host')
          .select('host', 'state', 'attempts', 'last_status')) as Row[];
      const until = (id: string, is: (rows: Row[]) => boolean) => eventually(() => rowsOf(id), is);
      const at = (rows: Row[], host: string) => rows.filter((row) => row.host === host);
      const hosts = () => listPushHosts(world().umlauf.db);
      const isAccepted = ({ state }: Row) => state === 'accepted';
      const alarms = async () =>
        world().umlauf.metrics.registry.getSingleMetricAsString('umlauf_push_hosts_paused');

      it('because it asked for a pause is left alone, for all its devices, while others go on', async () => {
        await service.script({ host: here, answer: 429, retryAfter: 120 });
        const id = await releaseToBoth();
        await until(
          id,
          (rows) =>
            at(rows, there).every(isAccepted) && at(rows, here).every((row) => row.last_status === 429),
        );
        const [paused] = await hosts();
        assert.deepEqual([paused?.host, paused?.reason, paused?.status], [here, 'asked', 429]);
        const pauseMs = (paused?.pausedUntil ?? 0) - world().clock.now();
        assert.ok(pauseMs > 110_000 && pauseMs <= 120_000, `${pauseMs} ms`);
        assert.match(await alarms(), /\{reason="asked"\} 1/);

        const before = (await service.journal()).length;
        const later = await releaseToBoth();
        await until(later, (rows) => at(rows, there).every(isAccepted));
        assert.ok(
          at(await rowsOf(later), here).every(({ state, attempts }) => state === 'queued' && attempts === 0),
        );
        assert.equal((await service.journal()).length, before + 1);

        await service.script({ host: here, answer: 201 });
        world().clock.advance(121_000);
        world().umlauf.nudgeDelivery();
        for (const each of [id, later]) await until(each, (rows) => rows.every(isAccepted));
        await eventually(hosts, ({ length }) => length === 0);
      });

      it('because it refuses us is stopped with one alarm, loses nothing, and is taken up again', async () => {
        world().clock.advance(11 * minuteMs);
        await service.script({ host: here, answer: 403 });
        const id = await releaseToBoth();
        const rows = await until(id, (found) => at(found, here).every((row) => row.last_status === 403));
        assert.ok(at(rows, here).every(({ state }) => state === 'queued'));
        const [stopped] = (await eventually(hosts, ({ length }) => length === 1)) as [PushHost];
        assert.deepEqual([stopped.host, stopped.reason, stopped.status], [here, 'refused', 403]);
        assert.match(await alarms(), /\{reason="refused"\} 1/);
        const warnings = () => world().log.filter(({ level, status }) => level === 40 && status === 403);
        assert.equal(warnings().length, 1);
        assert.equal((await world().umlauf.db('push_subscriptions')).length, 3);

        const later = await releaseToBoth();
        await until(later, (found) => at(found, there).every(isAccepted));
        assert.ok(at(await rowsOf(later), here).every(({ attempts }) => attempts === 0));
        // Still refused after the pause: one message finds that out.
        const before = (await service.journal()).length;
        world().clock.advance(5 * minuteMs + 1000);
        world().umlauf.nudgeDelivery();
        await eventually(hosts, ([host]) => (host?.pausedUntil ?? 0) > stopped.pausedUntil);
        assert.equal((await service.journal()).length, before + 1);
        assert.equal((await hosts())[0]?.since, stopped.since);
        assert.equal(warnings().length, 1);

        await service.script({ host: here, answer: 201 });
        world().clock.advance(5 * minuteMs + 1000);
        world().umlauf.nudgeDelivery();
        for (const each of [id, later]) await until(each, (found) => found.every(isAccepted));
        await eventually(hosts, ({ length }) => length === 0);
      });

      it('for one device alone is not stopped for the others', async () => {
        const odd = await turnOnNotices(await world().signIn('clara'), service, world().dataDir, here);
        await service.script({ endpoint: odd.endpoint, answer: 403, times: 1 });
        const { id } = await released(await world().signIn('anna'), { people: ['clara'] });
        await until(id, ([row]) => row?.last_status === 403);
        assert.deepEqual(await hosts(), []);
        const later = await releaseToBoth();
        await until(later, (rows) => rows.every(isAccepted));
      });

      it('is not stopped by a test that somebody sends himself', async () => {
        world().clock.advance(11 * minuteMs);
        const deniz = await world().signIn('deniz');
        const odd = await turnOnNotices(deniz, service, world().dataDir, here);
        await service.script({ endpoint: odd.endpoint, answer: 403, times: 1 });
        await deniz.post('/me/push-test');
        const sent = () => world().umlauf.db('deliveries').where({ kind: 'test', last_status: 403 });
        await eventually(sent, ({ length }: unknown[]) => length === 1);
        assert.deepEqual(await hosts(), []);
      });
    },
    () => pushSettings(service),
  );
});
