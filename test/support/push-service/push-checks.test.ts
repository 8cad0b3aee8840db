import assert from 'node:assert/strict';
import { createECDH, createPrivateKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import webpush from 'web-push';
import { readPushHeaders } from './push-headers.ts';
import { decryptFor, Subscriptions } from './subscriptions.ts';
import { checkVapid } from './vapid.ts';

const ORIGIN = 'https://127.0.0.1:4443';
const NOW = 1_800_000_000_000;

const keys = webpush.generateVAPIDKeys();
const good = { aud: ORIGIN, exp: NOW / 1000 + 3600, sub: 'mailto:it@umlauf.example' };

describe('what the push service of the tests demands', () => {
  it('takes a complete and timely VAPID token and answers its key', () => {
    assert.equal(checkVapid(authorization(good), ORIGIN, NOW), keys.publicKey);
    assert.ok(checkVapid(authorization({ ...good, sub: 'https://umlauf.example/it' }), ORIGIN, NOW));
    assert.ok(checkVapid(authorization({ ...good, exp: NOW / 1000 + 86_400 }), ORIGIN, NOW));
  });

  const [token = '', key = ''] = authorization(good).slice('vapid t='.length).split(', k=');
  const wrongTokens: [string, string | undefined, RegExp][] = [
    ['no token at all', undefined, /missing/],
    ['another scheme', `WebPush ${token}`, /is not "vapid/],
    ['no key', `vapid t=${token}`, /is not "vapid/],
    ['a changed signature', `vapid t=${token.slice(0, -20)}${'A'.repeat(20)}, k=${key}`, /signature/],
    ['a key off the curve', `vapid t=${token}, k=B${'A'.repeat(86)}`, /signature/],
    ['another algorithm', authorization(good, { alg: 'none' }), /ES256/],
    ['another audience', authorization({ ...good, aud: 'https://127.0.0.1:4444' }), /aud is/],
    ['an audience with a path', authorization({ ...good, aud: `${ORIGIN}/` }), /aud is/],
    ['an end that has passed', authorization({ ...good, exp: NOW / 1000 - 1 }), /has passed/],
    ['an end beyond 24 hours', authorization({ ...good, exp: NOW / 1000 + 86_401 }), /24 hours/],
    ['a bare address as contact', authorization({ ...good, sub: 'it@umlauf.example' }), /neither mailto/],
    ['mailto twice', authorization({ ...good, sub: 'mailto:mailto:it@umlauf.example' }), /neither mailto/],
    ['no contact', authorization({ aud: good.aud, exp: good.exp }), /not complete/],
  ];
  for (const [what, header, reason] of wrongTokens) {
    it(`refuses a VAPID header with ${what}`, () => {
      assert.throws(() => checkVapid(header, ORIGIN, NOW), reason);
    });
  }

  it('takes sound headers, Topic and Urgency being optional', () => {
    const headers = { ttl: '0', 'content-encoding': 'aes128gcm' };
    assert.deepEqual(readPushHeaders(headers), { ttl: 0, urgency: 'normal', topic: null });
    const all = { ...headers, urgency: 'very-low', topic: 'a_-9'.repeat(8) };
    assert.deepEqual(readPushHeaders(all), { ttl: 0, urgency: 'very-low', topic: all.topic });
  });

  const wrongHeaders: [string, Record<string, string>, RegExp][] = [
    ['a fraction as TTL', { ttl: '1.5' }, /TTL/],
    ['a negative TTL', { ttl: '-1' }, /TTL/],
    ['two TTLs', { ttl: '60, 60' }, /TTL/],
    ['an unknown Urgency', { urgency: 'critical' }, /Urgency/],
    ['a Topic of 33 characters', { topic: 'a'.repeat(33) }, /Topic/],
    ['a Topic that is not base64url', { topic: 'a+b=' }, /Topic/],
    ['an empty Topic', { topic: '' }, /Topic/],
    ['the old encoding', { 'content-encoding': 'aesgcm' }, /Content-Encoding/],
  ];
  for (const [what, wrong, reason] of wrongHeaders) {
    it(`refuses ${what}`, () => {
      assert.throws(() => readPushHeaders({ ttl: '60', 'content-encoding': 'aes128gcm', ...wrong }), reason);
    });
  }

  it('refuses a push without TTL', () => {
    assert.throws(() => readPushHeaders({ 'content-encoding': 'aes128gcm' }), /TTL is missing/);
  });

  it('refuses a body that is cut, changed, split into records or meant for another', () => {
    const subscriptions = new Subscriptions(ORIGIN);
    const ben = subscriptions.issue(null);
    const stored = subscriptions.find(ben.endpoint);
    assert.ok(stored);
    const encrypted = (to: { p256dh: string; auth: string }) =>
      webpush.encrypt(to.p256dh, to.auth, 'Guten Morgen', 'aes128gcm').cipherText;

    const body = encrypted(ben.keys);
    assert.equal(decryptFor(stored, body), 'Guten Morgen');
    assert.throws(() => decryptFor(stored, Buffer.alloc(0)), /too short/);
    assert.throws(() => decryptFor(stored, body.subarray(0, -1)), /cannot be decrypted/);
    const changed = Buffer.from(body).fill(body[90] === 0 ? 1 : 0, 90, 91);
    assert.throws(() => decryptFor(stored, changed), /cannot be decrypted/);
    const split = Buffer.from(body);
    split.writeUInt32BE(18, 16);
    assert.throws(() => decryptFor(stored, split), /more than one record/);
    assert.throws(() => decryptFor(stored, encrypted(subscriptions.issue(null).keys)), /cannot be decrypted/);
    const guessed = { ...ben.keys, auth: randomBytes(16).toString('base64url') };
    assert.throws(() => decryptFor(stored, encrypted(guessed)), /cannot be decrypted/);
  });
});

function authorization(claims: object, header: object = { typ: 'JWT', alg: 'ES256' }): string {
  const input = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(input), { key: privateKey(), dsaEncoding: 'ieee-p1363' });
  return `vapid t=${input}.${signature.toString('base64url')}, k=${keys.publicKey}`;
}

function privateKey(): KeyObject {
  const point = createECDH('prime256v1');
  point.setPrivateKey(keys.privateKey, 'base64url');
  const [x, y] = [point.getPublicKey().subarray(1, 33), point.getPublicKey().subarray(33)];
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    d: keys.privateKey,
    x: x.toString('base64url'),
    y: y.toString('base64url'),
  };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}
