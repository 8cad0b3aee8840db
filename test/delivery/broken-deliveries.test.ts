import assert from 'node:assert/strict';
import { draftFor, release, released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { pushSettings, turnOnNotices } from '../support/push-devices.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Row = { state: string; attempts: number; last_error: string | null };
const longerThanALeaseMs = 16_000;
const minuteMs = 60_000;

describe('A delivery', function () {
  this.timeout(20_000);
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'that does not go as planned',
    (world) => {
      const rowOf = async (id: string) =>
        (await world().umlauf.db('deliveries').where({ announcement_id: id }).first()) as Row;
      const turnOn = async (login: string) =>
        turnOnNotices(await world().signIn(login), service, world().dataDir);
      const pushesTo = async ({ endpoint }: { endpoint: string }) =>
        (await service.journal()).filter((push) => push.endpoint === endpoint).length;

      it('and is claimed again while its answer lags takes the answer to the second attempt alone', async () => {
        const device = await turnOn('ben');
        await service.script({ all: true, answer: 201, delayMs: 1800 });
        await service.script({ endpoint: device.endpoint, answer: 503, delayMs: 1200, times: 1 });
        const { id } = await released(await world().signIn('anna'), { people: ['ben'] });
        await eventually(
          () => pushesTo(device),
          (pushes) => pushes === 1,
        );
        world().clock.advance(longerThanALeaseMs);
        world().umlauf.nudgeDelivery();
        const row = await eventually(
          () => rowOf(id),
          ({ state }) => state !== 'sending',
        );
        await service.script({ all: true, answer: 201 });
        assert.deepEqual([row.state, row.attempts], ['accepted', 2]);
        assert.equal(await pushesTo(device), 2);
      });

      it('and whose time is over is not sent', async () => {
        const device = await turnOn('clara');
        await service.script({ endpoint: device.endpoint, answer: 503, times: 1 });
        const deadlineAt = world().clock.now() + minuteMs;
        const { id } = await released(await world().signIn('anna'), { people: ['clara'], deadlineAt });
        await eventually(
          () => rowOf(id),
          ({ state, attempts }) => state === 'queued' && attempts === 1,
        );
        world().clock.advance(minuteMs);
        world().umlauf.nudgeDelivery();
        const row = await eventually(
          () => rowOf(id),
          ({ state }) => !['queued', 'sending'].includes(state),
        );
        assert.equal(row.state, 'expired');
        assert.equal(await pushesTo(device), 1);
      });

      it('and cannot be built waits like one that got no answer, and ends with its time', async () => {
        world().expectErrors();
        const device = await turnOn('deniz');
        const anna = await world().signIn('anna');
        const deadlineAt = world().clock.now() + minuteMs;
        const { id } = await draftFor(anna, { people: ['deniz'], deadlineAt });
        await release(anna, id);
        await eventually(
          () => rowOf(id),
          ({ state }) => state === 'accepted',
        );
        await world().umlauf.database.transaction(async (tx) => {
          // Longer than a notice has room for.
          await tx('announcements')
            .where({ id })
            .update({ priority: 'x'.repeat(2000) });
          const again = { state: 'queued', attempts: 0, settled_at: null };
          await tx('deliveries').where({ announcement_id: id }).update(again);
        });
        world().umlauf.nudgeDelivery();
        const row = await eventually(
          () => rowOf(id),
          ({ state, attempts }) => state === 'queued' && attempts > 0,
        );
        assert.deepEqual([row.attempts, row.last_error], [1, 'broken: RangeError']);
        world().clock.advance(minuteMs);
        world().umlauf.nudgeDelivery();
        await eventually(
          () => rowOf(id),
          ({ state }) => state === 'expired',
        );
        assert.equal(await pushesTo(device), 1, 'no more than the first');
      });
    },
    () => pushSettings(service),
  );
});
