import { createECDH, randomBytes, type ECDH } from 'node:crypto';
import ece from 'http_ece';
import { demand, NotAccepted } from './not-accepted.ts';
import type { IssuedSubscription } from './push-attempt.ts';

const HEADER_BYTES = 21; // salt 16, record size 4, length of the key id 1 (RFC 8188)

export type Subscription = {
  endpoint: string;
  privateKey: ECDH;
  auth: string;
  applicationServerKey: string | null;
};

export class Subscriptions {
  private readonly issued = new Map<string, Subscription>();
  private readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  issue(applicationServerKey: string | null, origin = this.origin): IssuedSubscription {
    const endpoint = `${origin}/push/${randomBytes(24).toString('base64url')}`;
    const privateKey = createECDH('prime256v1');
    const p256dh = privateKey.generateKeys('base64url');
    const auth = randomBytes(16).toString('base64url');
    this.issued.set(endpoint, { endpoint, privateKey, auth, applicationServerKey });
    return { endpoint, keys: { p256dh, auth } };
  }

  find(endpoint: string): Subscription | undefined {
    return this.issued.get(endpoint);
  }
}

export function decryptFor(subscription: Subscription, body: Buffer): string {
  demand(body.length > HEADER_BYTES, 400, 'body is too short to be encrypted');
  // Browsers drop a message of several records without a word (RFC 8291, section 4).
  const contentBytes = body.length - HEADER_BYTES - body.readUInt8(20);
  demand(body.readUInt32BE(16) >= contentBytes, 400, 'body has more than one record');
  const { privateKey, auth: authSecret } = subscription;
  try {
    const plain = ece.decrypt(body, { version: 'aes128gcm', privateKey, authSecret });
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain);
  } catch {
    throw new NotAccepted(400, 'body cannot be decrypted with the keys of this subscription');
  }
}
