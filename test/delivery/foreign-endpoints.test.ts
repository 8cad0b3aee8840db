import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { startCanary, type Canary } from '../support/canary.ts';
import { eventually } from '../support/eventually.ts';
import { Subscriptions } from '../support/push-service/subscriptions.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const corpus = (port: number): string[] => [
  ...[
    'http://fcm.googleapis.com/x',
    'ftp://fcm.googleapis.com/x',
    'file:///etc/passwd',
    'wss://fcm.googleapis.com/x',
  ],
  ...[
    `http://127.0.0.1:${port}/x`,
    `https://127.0.0.1:${port}/x`,
    'https://127.0.0.1/x',
    `https://localhost:${port}/x`,
  ],
  ...[
    'https://localhost/x',
    `https://localhost.:${port}/x`,
    'https://fcm.googleapis.com./x',
    `https://[::1]:${port}/x`,
  ],
  ...[
    `https://[::ffff:127.0.0.1]:${port}/x`,
    'https://[::ffff:7f00:1]/x',
    `https://0.0.0.0:${port}/x`,
    'https://[::]/x',
  ],
  ...[
    `https://2130706433:${port}/x`,
    `https://0x7f.1:${port}/x`,
    `https://017700000001:${port}/x`,
    `https://127.1:${port}/x`,
  ],
  ...[
    'https://10.0.0.5/x',
    'https://172.16.3.4/x',
    'https://192.168.1.1/x',
    'https://169.254.169.254/latest/meta-data',
  ],
  ...['https://100.64.0.1/x', 'https://[fd00::1]/x', 'https://[fe80::1]/x', 'https://8.8.8.8/x'],
  ...[
    'https://fcm.googleapis.com.evil.test/x',
    'https://evilfcm.googleapis.com.test/x',
    'https://evil.test/fcm.googleapis.com',
  ],
  ...[
    'https://evil.test#fcm.googleapis.com',
    'https://fcm.googleapis.com/x#y',
    'https://evil.test?fcm.googleapis.com/',
  ],
  ...[
    `https://fcm.googleapis.com@127.0.0.1:${port}/x`,
    'https://user:pw@fcm.googleapis.com/x',
    'https://@fcm.googleapis.com/x',
  ],
  ...[
    'https://fcm.googleapis.com:8443/x',
    'https://fcm.googleapis.com:80/x',
    'https://fcm.googleapis.com:0/x',
  ],
  ...[
    'https://fcm。googleapis。com/x',
    'https://ⓕcm.googleapis.com/x',
    'https://fcm.googleapis.com%2eevil.test/x',
  ],
  ...[
    'https:/fcm.googleapis.com/x',
    'https:\\\\fcm.googleapis.com\\x',
    'https://fcm.googleapis.com\\@evil.test/x',
  ],
  ...[
    'https://fcm.goog\tleapis.com/x',
    ' https://fcm.googleapis.com/x',
    'https://fcm.googleapis.com/x\n',
    '//fcm.googleapis.com/x',
  ],
  ...[
    'https://notify.windows.com/x',
    'https://evilnotify.windows.com.test/x',
    'https:///x',
    'https://',
    'x',
    '',
  ],
  ...[
    'javascript:alert(1)',
    'https://xn--fcm-googleapis-com.test/x',
    `https://fcm.googleapis.com/${'x'.repeat(2049 - 27)}`,
  ],
];

describeOnEachDatabase('A push subscription with a foreign address (T03)', (world) => {
  let canary: Canary;
  let ben: Visitor;
  before(async () => {
    canary = await startCanary();
    ben = await world().signIn('ben');
  });
  after(() => canary.stop());
  const { keys } = new Subscriptions('https://fcm.googleapis.com').issue(null);

  it('is refused, whatever it is disguised as, and nobody is called', async () => {
    for (const endpoint of corpus(canary.port)) {
      const answer = await ben.call('POST', '/push-subscriptions', { endpoint, keys });
      assert.equal(answer.status, 422, `${endpoint} ${answer.text}`);
      assert.equal((answer.json as { type: string }).type, '/problems/endpoint-not-allowed');
    }
    assert.equal((await world().umlauf.db('push_subscriptions')).length, 0);
    assert.equal(canary.connections(), 0);
  });

  it('is refused for keys that no browser makes', async () => {
    const endpoint = 'https://fcm.googleapis.com/fcm/send/1';
    for (const wrong of [
      { ...keys, auth: 'AAAA' },
      { ...keys, p256dh: keys.auth },
      { ...keys, p256dh: '' },
    ]) {
      assert.equal((await ben.call('POST', '/push-subscriptions', { endpoint, keys: wrong })).status, 422);
    }
    for (const shape of [
      { endpoint },
      { endpoint, keys: {} },
      { endpoint, keys: { ...keys, auth: 1 } },
      { keys },
      [],
    ]) {
      assert.equal((await ben.call('POST', '/push-subscriptions', shape)).status, 400);
    }
  });

  it('is not called even when it stands in the database, and fails', async () => {
    const planted = 'planted-subscription';
    await world().umlauf.transaction(async (tx) => {
      const device = (await tx('devices').where({ person_id: ben.personId }).first()) as { id: string };
      const owner = { id: planted, person_id: ben.personId, device_id: device.id };
      const address = { endpoint: `https://127.0.0.1:${canary.port}/x`, ...keys };
      await tx('push_subscriptions').insert({ ...owner, ...address, created_at: 0, last_seen_at: 0 });
    });
    await released(await world().signIn('anna'), { people: ['ben'] });
    const row = await eventually(
      async () =>
        (await world().umlauf.db('deliveries').where({ subscription_id: planted }).first()) as {
          state: string;
        },
      ({ state }) => state !== 'queued' && state !== 'sending',
    );
    assert.equal(row.state, 'failed');
    assert.equal(canary.connections(), 0);
  });
});
