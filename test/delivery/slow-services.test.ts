import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { plantDevices, standing, type Device } from '../support/device-crowd.ts';
import { eventually } from '../support/eventually.ts';
import { startMailServer } from '../support/mail-server/mail-server.ts';
import { pushSettings, turnOnNotices, vapidKeyIn } from '../support/push-devices.ts';
import {
  startPushService,
  type PushMessage,
  type PushService,
} from '../support/push-service/push-service.ts';
import { openWorld, type DatabaseKind } from '../support/world.ts';

type Row = { state: string; attempts: number; last_status: number | null };
type Seen = {
  /** Milliseconds from the release until the last healthy device had it. */
  healthyAfterMs: number;
  hanging: Record<string, number>;
  slow: Row;
  pushes: PushMessage[];
  mail: Row;
  mails: number;
};

/** More than one process sends at once to a service without HTTP/2. */
const hangingDevices = 300;
const healthyDevices = 100;
/** Two answers, each in time, that together take longer than a lease. */
const [tooLargeAfterMs, takenAfterMs] = [8000, 9000];
/** Whoever waits so long does not notice that others wait for ever; a hanging request is given up after ten seconds. */
const soonMs = 5000;
const mailTakenAfterMs = 17_000;
const title = 'Fluchtweg in Halle 3 gesperrt';
const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];

async function releaseToAll(kind: DatabaseKind, service: PushService): Promise<Seen> {
  const mailServer = await startMailServer();
  mailServer.answerAfter(mailTakenAfterMs);
  const settings = { ...pushSettings(service), ...mailServer.settings, PUSH_DETAIL: 'title' };
  const world = await openWorld(kind, settings);
  try {
    const { database } = world.umlauf;
    const [slowHost, hangingHost, healthyHost] = service.hosts;
    const applicationServerKey = await vapidKeyIn(world.dataDir);
    const plant = (host: string, count: number): Promise<Device[]> =>
      plantDevices({ database, service, applicationServerKey }, host, count);
    const [hanging, healthy] = [
      await plant(hangingHost, hangingDevices),
      await plant(healthyHost, healthyDevices),
    ];
    const ben = await world.signIn('ben');
    const slow = await turnOnNotices(ben, service, world.dataDir, slowHost);
    const mailed = (await database.reader('people').where({ login: 'd.kruse' }).first()) as { id: string };
    await database.transaction((tx) =>
      tx('push_subscriptions').where({ person_id: mailed.id }).update({ person_id: ben.personId }),
    );
    await service.script({ endpoint: slow.endpoint, answer: 413, delayMs: tooLargeAfterMs, times: 1 });

    const { id, releasedAt } = await released(await world.signIn('anna'), { everyone: true, title });
    const seenOf = (devices: Device[]) => standing({ database }, id, devices);
    await eventually(
      () => seenOf(healthy),
      ({ states }) => states['accepted'] === healthyDevices,
      20_000,
    );
    const last = (await database
      .reader('deliveries')
      .where({ announcement_id: id, host: healthyHost })
      .max({ at: 'settled_at' })
      .first()) as { at: number };
    const { states } = await seenOf(hanging);
    const settled = (which: object): Promise<Row> =>
      eventually(
        async () => (await database.reader('deliveries').where(which).first()) as Row,
        ({ state }) => state !== 'sending' && state !== 'queued',
        30_000,
      );
    const row = await settled({ subscription_id: slow.id });
    const mail = await settled({ transport: 'mail', person_id: mailed.id });
    const pushes = (await service.journal()).filter(({ endpoint }) => endpoint === slow.endpoint);
    return {
      healthyAfterMs: last.at - Date.parse(releasedAt),
      hanging: states,
      slow: row,
      pushes: pushes as PushMessage[],
      mail,
      mails: mailServer.to('d.kruse@lindenhof.example').length,
    };
  } finally {
    await world.stop();
    await mailServer.stop();
  }
}

describe('Push services that take their time', function () {
  this.timeout(60_000);
  let service: PushService;
  const seen = new Map<DatabaseKind, Promise<Seen>>();

  // Both at once: they mostly wait.
  before(async () => {
    service = await startPushService();
    const [slowHost, hangingHost] = service.hosts;
    await service.script({ host: slowHost, answer: 201, delayMs: takenAfterMs });
    await service.script({ host: hangingHost, answer: 'hang' });
    for (const kind of kinds) {
      const one = releaseToAll(kind, service);
      one.catch(() => undefined);
      seen.set(kind, one);
    }
  });
  after(async () => {
    await Promise.allSettled(seen.values());
    await service.stop();
  });

  for (const kind of kinds) {
    it(`delay nobody at another service, though all of one hang (${kind})`, async () => {
      const { healthyAfterMs, hanging } = (await seen.get(kind)) ?? assert.fail();
      assert.ok(healthyAfterMs < soonMs, `${healthyAfterMs} ms`);
      assert.equal(hanging['accepted'], undefined);
      assert.ok((hanging['sending'] ?? 0) > 0, JSON.stringify(hanging));
    });

    it(`are sent what was too large without its content, and once, however late they answer (${kind})`, async () => {
      const { slow, pushes } = (await seen.get(kind)) ?? assert.fail();
      assert.deepEqual([slow.state, slow.last_status, slow.attempts], ['accepted', 201, 1]);
      assert.deepEqual(
        pushes.map(({ answered, plaintext }) => [answered, plaintext.includes(title)]),
        [
          [413, true],
          [201, false],
        ],
      );
      assert.equal(new Set(pushes.map(({ topic }) => topic)).size, 1);
    });

    it(`as mail servers may: each mail is handed over once (${kind})`, async () => {
      const { mail, mails } = (await seen.get(kind)) ?? assert.fail();
      assert.deepEqual([mail.state, mail.attempts, mails], ['accepted', 1, 1]);
    });
  }
});
