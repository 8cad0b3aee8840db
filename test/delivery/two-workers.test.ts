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

/** More than one process takes on at once of a push service that it does not know yet. */
const devices = 300;

/** Longer than the second process may need to see what there is to do. */
const answerAfterMs = 1200;
type Outcome = { tried: string[]; shares: [number, number] };
const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];

describe('Two processes on one database', function () {
  this.timeout(60_000);
  let service: PushService;
  const outcomes = new Map<DatabaseKind, Promise<Outcome>>();

  // Both at once: they mostly wait.
  before(async () => {
    service = await startPushService();
    await service.script({ all: true, answer: 201, delayMs: answerAfterMs });
    for (const kind of kinds) {
      const outcome = shareTheWork(kind);
      outcome.catch(() => undefined);
      outcomes.set(kind, outcome);
    }
  });
  after(async () => {
    await Promise.allSettled(outcomes.values());
    await service.stop();
  });

  /** Rows as so many sign-ins would leave them, spread over everybody. */
  async function giveDevices(house: Installation): Promise<Set<string>> {
    const applicationServerKey = await vapidKeyIn(house.dataDir);
    const issued = await Promise.all(
      Array.from({ length: devices }, () => service.subscribe({ applicationServerKey })),
    );
    const times = { created_at: 0, last_seen_at: Date.now() };
    await house.look((database) =>
      database.transaction(async (tx) => {
        const people = (await tx('people').select('id')) as { id: string }[];
        const rows = issued.map(({ endpoint, keys }, index) => ({
          ...{ id: randomUUID(), person_id: people[index % people.length]?.id },
          ...{ endpoint, ...keys },
        }));
        await tx('devices').insert(
          rows.map(({ id, person_id }) => ({ id, person_id, secret_hash: id, label: 'Test', ...times })),
        );
        await tx('push_subscriptions').insert(rows.map((row) => ({ ...row, device_id: row.id, ...times })));
      }),
    );
    return new Set(issued.map(({ endpoint }) => endpoint));
  }

  const acceptedBy = async ({ baseUrl }: { baseUrl: string }): Promise<number> => {
    const { text } = await send(`${baseUrl}/metrics`, {});
    return Number(/^umlauf_deliveries_total\{.*outcome="accepted".*\} (\d+)$/m.exec(text)?.[1] ?? 0);
  };

  async function shareTheWork(kind: DatabaseKind): Promise<Outcome> {
    const house = await install(kind, pushSettings(service));
    try {
      const first = await house.start();
      const [second, endpoints] = await Promise.all([
        house.start({ PORT: String(await freePort()) }),
        giveDevices(house),
      ]);
      const anna = await first.signIn('anna');
      const { id } = await draftFor(anna, { everyone: true });
      await release(anna, id);
      await house.look(({ reader }) =>
        eventually(
          () => reader('deliveries').where({ announcement_id: id, state: 'accepted' }),
          ({ length }: unknown[]) => length === devices,
          20_000,
        ),
      );
      const tried = (await service.journal()).map(({ endpoint }) => endpoint);
      return {
        tried: tried.filter((endpoint) => endpoints.has(endpoint)),
        shares: await Promise.all([acceptedBy(first), acceptedBy(second)]),
      };
    } finally {
      await house.remove();
    }
  }

  for (const kind of kinds) {
    it(`share the work and send nothing twice (${kind})`, async () => {
      const { tried, shares } = (await outcomes.get(kind)) ?? assert.fail();
      assert.equal(tried.length, devices);
      assert.equal(new Set(tried).size, devices);
      assert.equal(shares[0] + shares[1], devices);
      assert.ok(Math.min(...shares) > 0, `both worked: ${shares.join(', ')}`);
    });
  }
});
