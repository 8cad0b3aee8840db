import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IssuedSubscription, PushService } from './push-service/push-service.ts';
import type { Visitor } from './visitor.ts';

/** Umlauf with these settings takes the push service of the tests for one of the browsers' own. */
export const pushSettings = ({ hosts, caFile }: PushService): Record<string, string> => ({
  PUSH_ALLOWED_HOSTS: hosts.join(),
  PUSH_CA_FILE: caFile,
});

export async function vapidKeyIn(dataDir: string): Promise<string> {
  const keys = JSON.parse(await readFile(join(dataDir, 'keys/vapid.json'), 'utf8')) as { publicKey: string };
  return keys.publicKey;
}

/** The browser of this visitor takes notices from now on, and from this house alone. */
export async function turnOnNotices(
  visitor: Visitor,
  service: PushService,
  dataDir: string,
  host = service.host,
): Promise<IssuedSubscription & { id: string }> {
  const subscription = await service.subscribe({ applicationServerKey: await vapidKeyIn(dataDir), host });
  const answer = await visitor.call('POST', '/push-subscriptions', subscription);
  assert.ok(answer.status === 201 || answer.status === 200, answer.text);
  return { ...subscription, ...(answer.json as { id: string }) };
}
