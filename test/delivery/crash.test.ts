import assert from 'node:assert/strict';
import { confirm, released } from '../support/announcing.ts';
import { crashAndRecover, deliveriesOf, pushesTo, type Crash, type Recovery } from '../support/crash.ts';
import { install } from '../support/installation.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';
import type { DatabaseKind } from '../support/world.ts';

const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];
const crashes: [Crash, string][] = [
  ['release-committed', 'after the release was committed, before the first push'],
  ['delivery-claimed', 'after deliveries were claimed, before the first push'],
  ['answer-delayed', 'while the push service takes its time to answer'],
  ['delivery-answered', 'after the push service answered, before the answer was stored'],
];
const tagOf = (plaintext: string) =>
  (JSON.parse(plaintext) as { notification: { tag: string } }).notification.tag;

describe('Killed with SIGKILL', function () {
  this.timeout(90_000);
  let service: PushService;
  const recoveries = new Map<string, Promise<Recovery>>();

  // All at once: each of them waits for a lease to run out.
  before(async () => {
    service = await startPushService();
    for (const kind of kinds) {
      for (const [crash] of crashes) {
        const recovery = crashAndRecover(kind, crash, service);
        recovery.catch(() => undefined);
        recoveries.set(`${crash} ${kind}`, recovery);
      }
    }
  });

  after(async () => {
    const settled = await Promise.allSettled(recoveries.values());
    for (const recovery of settled) if (recovery.status === 'fulfilled') await recovery.value.house.remove();
    await service.stop();
  });

  async function recovered(crash: Crash, kind: DatabaseKind): Promise<Recovery> {
    const recovery = await recoveries.get(`${crash} ${kind}`);
    assert.ok(recovery);
    return recovery;
  }

  for (const kind of kinds) {
    for (const [crash, when] of crashes) {
      it(`${when}, it sends what is left, and nobody sees anything twice (${kind})`, async () => {
        const {
          house,
          announcementId,
          devices,
          before: seen,
          retry,
          deliveries,
        } = await recovered(crash, kind);
        assert.equal(retry.status, 200, retry.text);
        assert.deepEqual(
          [...new Set(deliveries.map((row) => row.subscription_id))].sort(),
          devices.map(({ id }) => id).sort(),
        );
        assert.equal(deliveries.length, devices.length);
        const expectsSilence = crash === 'release-committed' || crash === 'delivery-claimed';
        assert.equal(seen.length > 0, !expectsSilence, `${seen.length} pushes before the end`);

        const topics = new Set<string | null>();
        for (const { endpoint } of devices) {
          const pushes = await pushesTo(service, [endpoint]);
          assert.ok(pushes.length > 0, 'each device was tried');
          assert.deepEqual(
            new Set(pushes.map(({ plaintext }) => tagOf(plaintext))),
            new Set([`announcement-${announcementId}`]),
          );
          assert.equal(new Set(pushes.map(({ topic }) => topic)).size, 1, 'a second push replaces the first');
          assert.equal((await service.pending(endpoint)).length, 1, 'one message waits for the device');
          topics.add(pushes[0]?.topic ?? null);
        }
        assert.equal(topics.size, devices.length);

        const rows = await house.look(async ({ reader }) => ({
          recipients: await reader('recipients')
            .where({ announcement_id: announcementId })
            .select('person_id'),
          releases: await reader('audit_entries').where({
            action: 'announcement:released',
            subject: announcementId,
          }),
          deliveries: await deliveriesOf(reader, announcementId),
        }));
        assert.equal(rows.recipients.length, (retry.json as { recipients: number }).recipients);
        assert.equal(rows.recipients.length, 8);
        assert.equal(rows.releases.length, 1);
        assert.equal(rows.deliveries.length, devices.length);
        const audit = await house.umlauf('audit', 'verify');
        assert.equal(audit.code, 0, audit.stderr);
      });
    }

    it(`right after a confirmation was answered, it still has the receipt (${kind})`, async () => {
      const house = await install(kind);
      try {
        const first = await house.start();
        const [anna, ben] = [await first.signIn('anna'), await first.signIn('ben')];
        const { id } = await released(anna, { teams: ['Frühschicht'] });
        const answer = await confirm(ben, id);
        await first.kill('SIGKILL');
        assert.equal(answer.status, 201);

        await house.start();
        const receipt = await ben.call('GET', `/announcements/${id}/acknowledgement`);
        assert.deepEqual(receipt.json, answer.json);
        const again = await confirm(ben, id);
        assert.equal(again.status, 200);
        assert.deepEqual(again.json, answer.json);
        assert.equal((await house.umlauf('audit', 'verify')).code, 0);
      } finally {
        await house.remove();
      }
    });
  }
});
