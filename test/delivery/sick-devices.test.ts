import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import {
  answerWith,
  plantDevices,
  releaseAndAwait,
  standing,
  type Device,
  type Stage,
} from '../support/device-crowd.ts';
import { pushSettings, vapidKeyIn } from '../support/push-devices.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';
import { describeOnEachDatabase } from '../support/world.ts';

/** Of 600 devices 5 % hang and 5 % are gone; one of three push services asks to be left alone. */
const [healthyHere, healthyThere, hanging, ended, elsewhere] = [330, 150, 30, 30, 60];
/** Well before those that hang are given up, and as much as the release may seem to take. */
const soonMs = 8000;

describe('A release to many devices', function () {
  this.timeout(60_000);
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'of which some hang, some are gone and one service wants no more',
    (world) => {
      let stage: Stage;
      let healthy: Device[] = [];
      before(async () => {
        await service.reset();
        const applicationServerKey = await vapidKeyIn(world().dataDir);
        const publisher = await world().signIn('anna');
        stage = { database: world().umlauf.database, service, publisher, applicationServerKey };
        const [here, there] = service.hosts;
        healthy = [
          ...(await plantDevices(stage, here, healthyHere)),
          ...(await plantDevices(stage, there, healthyThere)),
        ];
      });

      it('reaches the healthy as if they were alone, loses the dead and nobody else', async () => {
        const [here, , other] = service.hosts;
        await releaseAndAwait(stage, healthy, 20_000);
        const [stuck, gone, waiting] = [
          await plantDevices(stage, here, hanging),
          await plantDevices(stage, here, ended),
          await plantDevices(stage, other, elsewhere),
        ];
        await answerWith(stage, stuck, 'hang');
        await answerWith(stage, gone, 410);
        await service.script({ host: other, answer: 429, retryAfter: 600 });

        const { id, lastMs } = await releaseAndAwait(stage, healthy, 20_000);
        assert.ok(lastMs < soonMs, `${lastMs} ms`);
        const isGone = ({ states }: { states: Record<string, number> }) => states['gone'] === ended;
        assert.equal((await eventually(() => standing(stage, id, gone), isGone)).subscribed, 0);
        // The service that wants no more has answered each of them; what it said is written down in groups.
        const isWaiting = ({ states }: { states: Record<string, number> }) => states['queued'] === elsewhere;
        assert.equal((await eventually(() => standing(stage, id, waiting), isWaiting)).subscribed, elsewhere);
        assert.deepEqual(await standing(stage, id, stuck), {
          states: { sending: hanging },
          subscribed: hanging,
        });
        assert.equal((await standing(stage, id, healthy)).subscribed, healthy.length);
      });
    },
    () => pushSettings(service),
  );
});
