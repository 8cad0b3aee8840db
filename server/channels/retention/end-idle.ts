import type { Transaction } from '../../platform/db/database.ts';
import type { House } from '../../umlauf.ts';
import type { Channel } from '../channel.ts';
import { lookAtClock } from './clock-watch.ts';
import { findClockWatch } from './clock-watch-queries.ts';
import { visibleSince } from './retention.ts';
import { raisePastLast } from './retention-store.ts';

/**
 * Before somebody posts again in a conversation that was over for want of posts: what was said in it does not come back.
 * The caller holds the channels. By a clock that has jumped none is held to be over.
 */
export async function endIdle(
  tx: Transaction,
  changes: House['changes'],
  channels: Channel[],
  now: number,
): Promise<void> {
  const over = channels.filter(
    ({ retention, lastPostedAt }) =>
      retention.unit === 'conversation' &&
      lastPostedAt !== null &&
      visibleSince(retention, lastPostedAt, now) > lastPostedAt,
  );
  if (over.length === 0 || lookAtClock(await findClockWatch(tx), now).held) return;
  for (const { id: channelId } of over) {
    const beforeSeq = await raisePastLast(tx, channelId);
    await changes.append(tx, 'channel:cleared', { channelId, beforeSeq });
  }
}
