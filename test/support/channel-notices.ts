import assert from 'node:assert/strict';
import { eventually } from './eventually.ts';
import type { PushMessage, PushService } from './push-service/push-service.ts';
import type { World } from './world.ts';

export type NoticeRow = { id: number; state: string; personId: string; nextAttemptAt: number; fault: string };
export type Notice = {
  web_push: number;
  notification: {
    title: string;
    body: string;
    lang: string;
    tag: string;
    navigate: string;
    data: Record<string, unknown>;
  };
};

/** What waits and what became of it, device by device, for a channel. */
export const noticesOf = async ({ umlauf }: World, channelId: string): Promise<NoticeRow[]> =>
  (await umlauf
    .db('deliveries')
    .where({ occasion_id: channelId, kind: 'channel' })
    .orderBy('id')
    .select('id', 'state', 'person_id as personId', 'next_attempt_at as nextAttemptAt')
    .select('last_error as fault')) as NoticeRow[];

/** Lets what waits fall due, and answers what has become of each of them. */
export async function settled(world: World, channelId: string, waitMs = 2000): Promise<NoticeRow[]> {
  world.clock.advance(waitMs);
  world.umlauf.nudgeDelivery();
  return eventually(
    () => noticesOf(world, channelId),
    (rows) => rows.every(({ state }) => state !== 'queued' && state !== 'sending'),
  );
}

/** All that a device has got so far of a channel. */
export const gotAt = async (
  service: PushService,
  { endpoint }: { endpoint: string },
  channelId: string,
): Promise<PushMessage[]> =>
  (await service.journal()).filter(
    (attempt): attempt is PushMessage =>
      attempt.refused === null &&
      attempt.endpoint === endpoint &&
      readNotice(attempt).notification.tag === `channel-${channelId}`,
  );

export function readNotice({ plaintext }: PushMessage): Notice {
  assert.ok(plaintext);
  return JSON.parse(plaintext) as Notice;
}
