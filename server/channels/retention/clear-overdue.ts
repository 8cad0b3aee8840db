import { faultPoint } from '../../platform/fault-point.ts';
import type { House } from '../../umlauf.ts';
import { countUncleared, listOverdue, listUncleared, type OverdueChannel } from './retention-queries.ts';
import { deleteUncleared, raiseFirstSeq } from './retention-store.ts';
import { firstBatch, nextBatch } from './retention.ts';
import { watchClock } from './watch-clock.ts';

export type Cleared = {
  deleted: number;
  /** What should be gone and is there, by a count of its own. */
  left: number;
};

/**
 * Deletes what is past its time, the oldest first. First each channel says that nobody sees it any more, in a short
 * transaction under the lock that posting takes; then, without that lock, the rows go, few at a time, as a post may wait for those on SQLite. Whatever ends it
 * between two of these steps, the next one goes on. By a clock that has jumped nothing new is found to be past its time.
 */
export async function clearOverdue(house: House, isStopped: () => boolean = () => false): Promise<Cleared> {
  const mayDelete = await watchClock(house);
  if (mayDelete)
    for (const channel of await listOverdue(house.db, house.clock.now())) await hideOverdue(house, channel);
  let deleted = 0;
  for (const channelId of await listUncleared(house.db))
    deleted += await deleteHidden(house, channelId, isStopped);
  return { deleted, left: await countUncleared(house.db) };
}

async function hideOverdue(house: House, channel: OverdueChannel): Promise<void> {
  await house.transaction(async (tx) => {
    const { id: channelId, beforeSeq } = channel;
    if (await raiseFirstSeq(tx, channel))
      await house.changes.append(tx, 'channel:cleared', { channelId, beforeSeq });
  });
}

/** Deletes for good what nobody may see any more. Answers how many messages. */
export async function deleteHidden(
  house: House,
  channelId: string,
  isStopped: () => boolean = () => false,
): Promise<number> {
  let deleted = 0;
  let size = firstBatch;
  for (let isMore = true; isMore && !isStopped();) {
    const { count, tookMs } = await deleteBatch(house, channelId, size);
    deleted += count;
    isMore = count === size;
    size = nextBatch(size, tookMs);
  }
  return deleted;
}

/** `tookMs`: from when it began, waiting not counted, until it was committed. */
async function deleteBatch(
  house: House,
  channelId: string,
  most: number,
): Promise<{ count: number; tookMs: number }> {
  let begunAt = 0;
  const count = await house.transaction(async (tx) => {
    begunAt = performance.now();
    const rows = await deleteUncleared(tx, channelId, most);
    if (rows.length > 0) faultPoint('messages-deleted');
    return rows.length;
  });
  return { count, tookMs: performance.now() - begunAt };
}
