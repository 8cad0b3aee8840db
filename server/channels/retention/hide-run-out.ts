import type { Transaction } from '../../platform/db/database.ts';
import type { House } from '../../umlauf.ts';
import type { Channel } from '../channel.ts';
import { lookAtClock } from './clock-watch.ts';
import { findClockWatch } from './clock-watch-queries.ts';
import { findRunOut } from './retention-queries.ts';
import { raiseFirstSeq } from './retention-store.ts';

/**
 * Before a channel keeps its messages longer: what has run out by its rule until now does not come back. The caller holds
 * the channel. By a clock that has jumped nothing has run out.
 */
export async function hideRunOut(
  tx: Transaction,
  changes: House['changes'],
  channel: Channel,
  now: number,
): Promise<void> {
  const overdue = await findRunOut(tx, channel, now);
  if (!overdue || lookAtClock(await findClockWatch(tx), now).held) return;
  const { id: channelId, beforeSeq } = overdue;
  if (await raiseFirstSeq(tx, overdue)) await changes.append(tx, 'channel:cleared', { channelId, beforeSeq });
}
