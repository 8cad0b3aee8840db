import assert from 'node:assert/strict';
import { createECDH, randomBytes } from 'node:crypto';
import type { Visitor } from './visitor.ts';

/** A push service at which nobody answers: what is sent there stays queued. */
export const deafPushHost = '127.0.0.1:9';

/** Turns push on where this person is signed in, at a service that nobody answers at. */
export async function subscribe(person: Visitor): Promise<string> {
  const ecdh = createECDH('prime256v1');
  const p256dh = ecdh.generateKeys('base64url');
  const answer = await person.call('POST', '/push-subscriptions', {
    endpoint: `https://${deafPushHost}/push/${randomBytes(12).toString('base64url')}`,
    keys: { p256dh, auth: randomBytes(16).toString('base64url') },
  });
  assert.equal(answer.status, 201, answer.text);
  return (answer.json as { id: string }).id;
}
