import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { confirm, released } from './support/announcing.ts';
import { eventually } from './support/eventually.ts';
import { pushSettings, turnOnNotices } from './support/push-devices.ts';
import { startPushService, type PushService } from './support/push-service/push-service.ts';
import { send } from './support/visitor.ts';
import { describeOnEachDatabase } from './support/world.ts';

const token = 'figures-for-the-watch-tower';

describe('The figures', () => {
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'of a house',
    (world) => {
      const figures = async () => (await send(`${world().baseUrl}/metrics`, {})).text;
      const valueOf = (all: string, series: string): number => {
        const line = all.split('\n').find((candidate) => candidate.startsWith(`${series} `));
        assert.ok(line, `${series} stands in\n${all}`);
        return Number(line.slice(series.length + 1));
      };

      it('tell what happens', async () => {
        const before = await figures();
        for (const name of ['umlauf_acknowledgements_total', 'umlauf_sockets', 'umlauf_delivery_pending'])
          assert.equal(valueOf(before, name), 0);
        assert.doesNotMatch(before, /^umlauf_release_skew_seconds NaN/m);

        const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
        const [one, other] = [await world().signIn('ben'), await world().signIn('clara')];
        const devices = [
          await turnOnNotices(one, service, world().dataDir),
          await turnOnNotices(other, service, world().dataDir),
        ];
        await service.script({ endpoint: devices[1]?.endpoint ?? '', answer: 201, delayMs: 300, times: 1 });
        const socket = io(world().baseUrl, {
          transports: ['websocket'],
          extraHeaders: { cookie: ben.cookie },
        });
        await eventually(() => socket.connected, Boolean);
        const { id } = await released(anna, { people: ['ben', 'clara'] });
        assert.equal((await confirm(ben, id)).status, 201);
        const after = await eventually(
          figures,
          (all) =>
            all.includes('umlauf_release_accepted_seconds{') &&
            !all.includes('umlauf_release_skew_seconds 0\n'),
        );
        socket.close();

        assert.equal(valueOf(after, 'umlauf_acknowledgements_total'), 1);
        assert.equal(valueOf(after, 'umlauf_sockets'), 1);
        assert.equal(valueOf(after, 'umlauf_delivery_pending'), 0);
        const skew = valueOf(after, 'umlauf_release_skew_seconds');
        assert.ok(skew > 0.2 && skew < 3, `${skew} s`);
        const [first = NaN, half, most, last = NaN] = ['0', '0.5', '0.95', '1'].map((quantile) =>
          valueOf(after, `umlauf_release_accepted_seconds{quantile="${quantile}"}`),
        );
        assert.deepEqual([half, most], [first, last]);
        assert.equal(Math.round((last - first) * 1000), Math.round(skew * 1000));
        assert.equal(valueOf(after, 'umlauf_deliveries_total{transport="push",outcome="accepted"}'), 2);
        const people = (await world().umlauf.db('people')).length as number;
        assert.equal(valueOf(after, 'umlauf_directory_people{state="active"}'), people);
        assert.equal(valueOf(after, 'umlauf_directory_people{state="left"}'), 0);
        const route = 'method="POST",route="/api/v1/announcements/:id/release",status="200"';
        assert.equal(valueOf(after, `umlauf_http_request_duration_seconds_count{${route}}`), 1);
        for (const name of [
          'process_cpu_seconds_total',
          'nodejs_eventloop_lag_p99_seconds',
          'nodejs_heap_size_used_bytes',
        ])
          valueOf(after, name);
        assert.ok(!after.includes(id), 'no id makes a series of its own');
      });

      it('count a confirmation once, however often it is sent', async () => {
        const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
        const { id } = await released(anna, { people: ['ben'] });
        const before = valueOf(await figures(), 'umlauf_acknowledgements_total');
        await confirm(ben, id);
        await confirm(ben, id);
        assert.equal(valueOf(await figures(), 'umlauf_acknowledgements_total'), before + 1);
      });

      it('are for this machine, and from elsewhere for who has the token', async () => {
        const ask = async (headers: Record<string, string>) =>
          (await send(`${world().baseUrl}/metrics`, { headers })).status;
        assert.equal(await ask({}), 200);
        for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
          assert.equal(await ask({ [header]: '127.0.0.1' }), 404, header);
          assert.equal(await ask({ [header]: '127.0.0.1', authorization: `Bearer ${token}` }), 200, header);
          assert.equal(await ask({ [header]: '127.0.0.1', authorization: `Bearer ${token}!` }), 404, header);
        }
      });
    },
    () => ({ ...pushSettings(service), METRICS_TOKEN: token }),
  );
});
