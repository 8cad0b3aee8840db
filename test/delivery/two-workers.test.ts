import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { draftFor, release } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { install, type Installation } from '../support/installation.ts';
import { freePort } from '../support/free-port.ts';
import { pushSettings, vapidKeyIn } from '../support/push-devices.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';
import { send } from '../support/visitor.ts';
import type { DatabaseKind } from '../support/world.ts';

const devices = 200;

describe('Two processes on one database', function () {
  this.timeout(60_000);
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  /** Rows as two hundred sign-ins would leave them, spread over everybody. */
  async function giveDevices(house: Installation): Promise<void> {
    const applicationServerKey = await vapidKeyIn(house.dataDir);
    const issued = await Promise.all(
      Array.from({ length: devices }, () => service.subscribe({ applicationServerKey })),
    );
    await house.look((database) =>
      database.transaction(async (tx) => {
        const people = (await tx('people').select('id')) as { id: string }[];
        for (const [index, { endpoint, keys }] of issued.entries()) {
          const person_id = people[index % people.length]?.id;
          const device_id = randomUUID();
          const times = { created_at: 0, last_seen_at: 0 };
          await tx('devices').insert({
            id: device_id,
            person_id,
            secret_hash: device_id,
            label: 'Test',
            ...times,
          });
          await tx('push_subscriptions').insert({
            id: randomUUID(),
            person_id,
            device_id,
            endpoint,
            ...keys,
            ...times,
          });
        }
      }),
    );
  }

  const acceptedBy = async ({ baseUrl }: { baseUrl: string }): Promise<number> => {
    const { text } = await send(`${baseUrl}/metrics`, {});
    return Number(/^umlauf_deliveries_total\{.*outcome="accepted".*\} (\d+)$/m.exec(text)?.[1] ?? 0);
  };

  for (const kind of ['SQLite', 'PostgreSQL'] as DatabaseKind[]) {
    it(`share the work and send nothing twice (${kind})`, async () => {
      await service.reset();
      const house = await install(kind, pushSettings(service));
      try {
        const first = await house.start();
        const second = await house.start({ PORT: String(await freePort()) });
        await giveDevices(house);
        await service.script({ all: true, answer: 201, delayMs: 800 });
        const anna = await first.signIn('anna');
        const { id } = await draftFor(anna, { everyone: true });
        await release(anna, id);
        const accepted = () =>
          house.look(
            async ({ reader }) =>
              (await reader('deliveries').where({ announcement_id: id, state: 'accepted' })).length,
          );
        await eventually(accepted, (count) => count === devices, 20_000);

        const journal = await service.journal();
        assert.equal(journal.length, devices);
        assert.equal(new Set(journal.map(({ endpoint }) => endpoint)).size, devices);
        const shares = await Promise.all([first, second].map(acceptedBy));
        assert.equal((shares[0] ?? 0) + (shares[1] ?? 0), devices);
        assert.ok(Math.min(...shares) > 0, `both worked: ${shares.join(', ')}`);
      } finally {
        await house.remove();
      }
    });
  }
});
