import { createCipheriv, hkdfSync, randomBytes, type ECDH } from 'node:crypto';

/** The keys of a browser, base64url, that alone can open what is sealed for it. */
export type BrowserKeys = { p256dh: string; auth: string };

/**
 * All that sealing one message needs besides the message, for one time: salt, our public key, content-encryption key,
 * nonce. It lives in memory only, and is wiped when it is used.
 */
export type SealKeys = Uint8Array<ArrayBuffer>;

const [saltBytes, publicKeyBytes, keyBytes, nonceBytes, authBytes] = [16, 65, 16, 12, 16];
const headerBytes = saltBytes + 4 + 1 + publicKeyBytes;
const keyAt = saltBytes + publicKeyBytes;
const nonceAt = keyAt + keyBytes;
/** How long they are. */
export const sealKeysBytes = nonceAt + nonceBytes;
const recordSize = 4096;
/** What follows the text in the last record (RFC 8188 section 2). */
const lastRecord = '\x02';
const tagBytes = 16;

const keyInfo = Buffer.from('Content-Encoding: aes128gcm\0');
const nonceInfo = Buffer.from('Content-Encoding: nonce\0');
const sharedInfo = Buffer.from('WebPush: info\0');

/** RFC 8291 section 3.4, with a key pair that is made for this message. `ecdh` may be used again. Throws for no keys. */
export function deriveSealKeys(ecdh: ECDH, { p256dh, auth }: BrowserKeys, into: SealKeys): void {
  const [theirs, authSecret] = [Buffer.from(p256dh, 'base64url'), Buffer.from(auth, 'base64url')];
  if (theirs.length !== publicKeyBytes) throw new Error(`p256dh is not ${publicKeyBytes} bytes long`);
  if (authSecret.length < authBytes) throw new Error(`auth is shorter than ${authBytes} bytes`);
  const ours = ecdh.generateKeys();
  const shared = ecdh.computeSecret(theirs);
  const salt = randomBytes(saltBytes);
  const info = Buffer.concat([sharedInfo, theirs, ours]);
  const secret = Buffer.from(hkdfSync('sha256', shared, authSecret, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, keyInfo, keyBytes));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, nonceInfo, nonceBytes));
  into.set(salt);
  into.set(ours, saltBytes);
  into.set(key, keyAt);
  into.set(nonce, nonceAt);
  for (const used of [shared, secret, key, nonce]) used.fill(0);
}

/** One record in the coding `aes128gcm` (RFC 8188). The keys are used up by it. */
export function sealWith(keys: SealKeys, payload: string): Buffer {
  const key = keys.subarray(keyAt, nonceAt);
  const cipher = createCipheriv('aes-128-gcm', key, keys.subarray(nonceAt, sealKeysBytes));
  const text = cipher.update(payload + lastRecord, 'utf8');
  cipher.final();
  const sealed = Buffer.allocUnsafe(headerBytes + text.length + tagBytes);
  sealed.set(keys.subarray(0, saltBytes));
  sealed.writeUInt32BE(recordSize, saltBytes);
  sealed.writeUInt8(publicKeyBytes, saltBytes + 4);
  sealed.set(keys.subarray(saltBytes, keyAt), saltBytes + 5);
  sealed.set(text, headerBytes);
  sealed.set(cipher.getAuthTag(), headerBytes + text.length);
  keys.fill(0);
  return sealed;
}
