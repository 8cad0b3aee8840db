import type { Transaction } from '../../platform/db/database.ts';
import type { House } from '../../umlauf.ts';
import { keptMs, type ChannelNotice } from './channel-notice.ts';
import { deleteSettled, hastenNotices, holdNotices, queueNotice } from './channel-notice-store.ts';

const mostAtOnce = 500;

/** The outbox of the channels, inside the transaction of the posts: pushes alone, never a mail. */
export async function queueChannelNotices(
  tx: Transaction,
  notices: ChannelNotice[],
  now: number,
): Promise<void> {
  const told = notices.filter(({ personIds }) => personIds.length > 0);
  if (told.length === 0) return;
  await holdNotices(tx, told);
  for (const notice of told) await queueNotice(tx, notice, now);
}

/** What waits for the end of a person's quiet hours is looked at again, as these have changed. */
export const hastenChannelNotices = hastenNotices;

/** What became of the notices of channels is nobody's business for long. Few at a time; answers how many. */
export async function forgetOldNotices(house: House): Promise<number> {
  let forgotten = 0;
  for (let isMore = true; isMore;) {
    const before = house.clock.now() - keptMs;
    const count = await house.transaction((tx) => deleteSettled(tx, before, mostAtOnce));
    forgotten += count;
    isMore = count === mostAtOnce;
  }
  return forgotten;
}
