import assert from 'node:assert/strict';
import { createECDH, randomBytes, type ECDH } from 'node:crypto';
import ece from 'http_ece';
import type { BrowserKeys } from '../../server/delivery/push/seal-keys.ts';
import { createSealer, type Sealer } from '../../server/delivery/push/sealer.ts';

type Browser = {
  keys: BrowserKeys;
  /** The same browser with another secret. */
  renewed: () => Browser;
  open: (sealed: Buffer | string) => string;
};

function newPair(): ECDH {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  return ecdh;
}

/** A browser as far as its keys go; it opens with a library that is not the server's. */
function createBrowser(ecdh = newPair()): Browser {
  const auth = randomBytes(16).toString('base64url');
  return {
    keys: { p256dh: ecdh.getPublicKey('base64url'), auth },
    renewed: () => createBrowser(ecdh),
    open: (sealed: Buffer | string): string => {
      assert.ok(Buffer.isBuffer(sealed), String(sealed));
      return ece
        .decrypt(sealed, { version: 'aes128gcm', privateKey: ecdh, authSecret: auth })
        .toString('utf8');
    },
  };
}

/** RFC 8188 section 2.1: the salt, the size of a record, and the sender's public key come first. */
const saltOf = (sealed: Buffer | string): string => Buffer.from(sealed).toString('hex', 0, 16);
const publicKeyOf = (sealed: Buffer | string): string => Buffer.from(sealed).toString('hex', 21, 86);

describe('Sealing for a browser (RFC 8291)', () => {
  let sealer: Sealer;
  beforeEach(() => {
    sealer = createSealer();
  });
  afterEach(() => sealer.close());

  const [bens, deniz] = [createBrowser(), createBrowser()];
  const text = 'Übung 🚒, Tor 3: alle zum Sammelplatz.';

  it('can be opened by that browser alone, whether its keys were made ahead or not', async () => {
    await sealer.keepReady([bens.keys]);
    for (const browser of [bens, deniz]) {
      const sealed = await sealer.seal(text, browser.keys);
      assert.equal(browser.open(sealed), text);
      assert.throws(() => (browser === bens ? deniz : bens).open(sealed));
    }
  });

  it('has a salt and a key pair of its own for each message, those made ahead, too', async () => {
    await sealer.keepReady([bens.keys]);
    const sealed = await Promise.all([1, 2, 3, 4].map(() => sealer.seal(text, bens.keys)));
    assert.deepEqual(sealed.map(bens.open), [text, text, text, text]);
    assert.equal(new Set(sealed.map(saltOf)).size, 4);
    assert.equal(new Set(sealed.map(publicKeyOf)).size, 4);
  });

  it('makes keys again for a browser that was written to, once it is quiet', async () => {
    await sealer.keepReady([bens.keys]);
    const first = await sealer.seal(text, bens.keys);
    await sealer.keepReady([bens.keys]);
    const second = await sealer.seal(text, bens.keys);
    assert.equal(bens.open(second), text);
    assert.notEqual(publicKeyOf(first), publicKeyOf(second));
  });

  it('follows a browser that has new secrets', async () => {
    await sealer.keepReady([bens.keys]);
    const renewed = bens.renewed();
    assert.equal(renewed.open(await sealer.seal(text, renewed.keys)), text);
    await sealer.keepReady([renewed.keys]);
    assert.equal(renewed.open(await sealer.seal(text, renewed.keys)), text);
    assert.equal(bens.open(await sealer.seal(text, bens.keys)), text);
  });

  it('says why there can be no message for keys that are none, and goes on', async () => {
    const broken = { p256dh: bens.keys.p256dh, auth: 'AAAA' };
    const nowhere = { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: bens.keys.auth };
    await sealer.keepReady([broken, nowhere, deniz.keys]);
    assert.match(String(await sealer.seal(text, broken)), /auth is shorter than 16 bytes/);
    assert.equal(typeof (await sealer.seal(text, nowhere)), 'string');
    assert.equal(deniz.open(await sealer.seal(text, deniz.keys)), text);
  });
});
