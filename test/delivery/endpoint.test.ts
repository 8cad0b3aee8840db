import assert from 'node:assert/strict';
import { createECDH, randomBytes } from 'node:crypto';
import { checkEndpoint, checkKeys } from '../../server/delivery/push/endpoint.ts';
import { isPublicAddress } from '../../server/delivery/push/public-address.ts';
import { Refusal } from '../../server/platform/refusal.ts';
import { readConfig } from '../../server/config.ts';

const browsers = readConfig({}).pushAllowedHosts;
const refuses = (endpoint: string, hosts = browsers) =>
  assert.throws(
    () => checkEndpoint(endpoint, hosts),
    (error) => error instanceof Refusal && error.code === 'invalid',
    endpoint,
  );

describe('An address that a push may go to', () => {
  it('is one of the browsers’ services, by https on its own port', () => {
    for (const endpoint of [
      'https://fcm.googleapis.com/fcm/send/abc:APA91b',
      'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
      'https://web.push.apple.com/QHcQvH',
      'https://api.push.apple.com/3/device',
      'https://wns2-db5p.notify.windows.com/w/?token=BQYAAA%3d',
    ]) {
      assert.equal(checkEndpoint(endpoint, browsers).mayBePrivate, false, endpoint);
    }
  });

  it('may be inside the house only where host and port are listed together', () => {
    const listed = ['push.intern:8443', '[::1]:9000', 'plain.example', '*.wild.example'];
    assert.equal(checkEndpoint('https://push.intern:8443/x', listed).mayBePrivate, true);
    assert.equal(checkEndpoint('https://[::1]:9000/x', listed).mayBePrivate, true);
    assert.equal(checkEndpoint('https://plain.example/x', listed).mayBePrivate, false);
    assert.equal(checkEndpoint('https://a.b.wild.example/x', listed).mayBePrivate, false);
    refuses('https://push.intern/x', listed);
    refuses('https://push.intern:8444/x', listed);
    refuses('https://plain.example:8443/x', listed);
    refuses('https://wild.example/x', listed);
    refuses('https://evilwild.example/x', listed);
    refuses('https://127.0.0.1/x', ['127.0.0.1']);
  });
});

describe('An address on the network', () => {
  const inside = [
    ...[
      '0.0.0.0',
      '0.1.2.3',
      '10.0.0.1',
      '10.255.255.255',
      '100.64.0.1',
      '100.127.255.255',
      '127.0.0.1',
      '127.8.8.8',
    ],
    ...[
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.8',
      '192.0.2.1',
      '192.168.1.1',
      '198.18.0.1',
    ],
    ...[
      '198.19.255.255',
      '198.51.100.7',
      '203.0.113.9',
      '224.0.0.1',
      '239.1.1.1',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      '::127.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
      '::ffff:c0a8:101',
    ],
    ...[
      '64:ff9b::7f00:1',
      '64:ff9b::10.0.0.1',
      '64:ff9b:1::1',
      '100::1',
      '2001:db8::1',
      '2002:7f00:1::',
      'fc00::1',
    ],
    ...[
      'fd12:3456::1',
      'fe80::1',
      'febf::1',
      'fec0::1',
      'ff02::1',
      '2001::1',
      '2001:2::1',
      '3fff::1',
      '5f00::1',
    ],
  ];
  for (const address of inside) {
    it(`${address} is not one of the world outside`, () => assert.equal(isPublicAddress(address), false));
  }
  for (const address of [
    '8.8.8.8',
    '142.250.185.74',
    '172.32.0.1',
    '100.128.0.1',
    '192.1.1.1',
    '2a00:1450:4001:82a::200a',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
  ]) {
    it(`${address} is one of the world outside`, () => assert.equal(isPublicAddress(address), true));
  }
  for (const odd of ['', 'localhost', '1.2.3', '999.1.1.1', 'fe80::1%eth0']) {
    it(`"${odd}" is none`, () => assert.equal(isPublicAddress(odd), false));
  }
});

describe('The keys of a subscription', () => {
  const curve = createECDH('prime256v1');
  const p256dh = curve.generateKeys('base64url');
  const auth = randomBytes(16).toString('base64url');
  const bytes = (...given: (Buffer | number)[]) =>
    Buffer.concat(given.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part))).toString(
      'base64url',
    );
  const point = curve.getPublicKey();

  it('are a point of the curve and sixteen bytes, padded or not', () => {
    checkKeys({ p256dh, auth });
    checkKeys({ p256dh: `${p256dh}=`, auth: `${auth}==` });
  });

  const wrong: [string, { p256dh: string; auth: string }][] = [
    ['an empty key', { p256dh: '', auth }],
    ['a short key', { p256dh: bytes(point.subarray(0, 64)), auth }],
    ['a long key', { p256dh: bytes(point, 0), auth }],
    ['a compressed point', { p256dh: curve.getPublicKey('base64url', 'compressed'), auth }],
    ['a hybrid point', { p256dh: curve.getPublicKey('base64url', 'hybrid'), auth }],
    ['a point beside the curve', { p256dh: bytes(4, randomBytes(32), Buffer.alloc(32, 1)), auth }],
    ['the point at infinity', { p256dh: bytes(0), auth }],
    ['nought', { p256dh: bytes(4, Buffer.alloc(64)), auth }],
    ['another curve’s point', { p256dh: createECDH('secp256k1').generateKeys('base64url'), auth }],
    ['ordinary base64', { p256dh: `${'+/'.repeat(43)}A`, auth }],
    ['something with spaces', { p256dh: ` ${p256dh}`, auth }],
    ['an empty secret', { p256dh, auth: '' }],
    ['a short secret', { p256dh, auth: randomBytes(15).toString('base64url') }],
    ['a long secret', { p256dh, auth: randomBytes(17).toString('base64url') }],
  ];
  for (const [title, keys] of wrong) {
    it(`are not ${title}`, () => assert.throws(() => checkKeys(keys), Refusal));
  }
});
