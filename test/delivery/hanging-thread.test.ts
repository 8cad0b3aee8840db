import assert from 'node:assert/strict';
import { join } from 'node:path';
import { released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { install, type Installation } from '../support/installation.ts';
import { pushSettings, turnOnNotices } from '../support/push-devices.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';
import type { RunningUmlauf } from '../support/running-umlauf.ts';

const hangingThread = join(import.meta.dirname, '../support/hanging-thread.mjs');
const devices = ['ben', 'clara', 'm.aydogan'];

describe('A thread that seals and hangs', function () {
  this.timeout(60_000);
  let service: PushService;
  let house: Installation;
  let running: RunningUmlauf;
  before(async () => {
    service = await startPushService();
    house = await install('SQLite', {
      ...pushSettings(service),
      NODE_OPTIONS: `--import=${hangingThread}`,
    });
    running = await house.start();
  });
  after(async () => {
    await house.remove();
    await service.stop();
  });

  it('is replaced, and its work is done by another: everybody is told, and nobody twice', async () => {
    const endpoints: string[] = [];
    for (const login of devices)
      endpoints.push((await turnOnNotices(await running.signIn(login), service, house.dataDir)).endpoint);
    const anna = await running.signIn('anna');
    const { id } = await released(anna, { people: devices });
    await eventually(
      async () => {
        const { json } = await anna.call('GET', `/announcements/${id}/progress`);
        return (json as { deliveries: Record<string, number> }).deliveries;
      },
      ({ accepted }) => accepted === devices.length,
      15_000,
    );
    const got = await service.journal();
    for (const endpoint of endpoints)
      assert.equal(got.filter((push) => push.endpoint === endpoint).length, 1);
  });

  it('ends with the house', async () => {
    const { code } = await running.kill('SIGTERM');
    assert.equal(code, 0, running.stderr.join('\n'));
  });
});
