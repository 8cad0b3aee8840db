import type { Transaction } from '../../platform/db/database.ts';
import { skipLocked } from '../../platform/db/dialect.ts';
import type { OverdueChannel } from './retention-queries.ts';

/**
 * From now on nobody sees what stands before this message. Answers whether it was so still: not if its retention was
 * changed meanwhile, or somebody posted in a conversation that was held to be over.
 */
export async function raiseFirstSeq(tx: Transaction, channel: OverdueChannel): Promise<boolean> {
  const { id, retention, lastPostedAt, beforeSeq } = channel;
  const isConversation = retention.unit === 'conversation';
  const amount = isConversation ? retention.idleHours : retention.amount;
  const raised = await tx('channels')
    .where({ id, retention: retention.unit, retention_amount: amount })
    .where(isConversation ? { last_posted_at: lastPostedAt } : {})
    .where('first_seq', '<', beforeSeq)
    .update({ first_seq: beforeSeq });
  return raised > 0;
}

/** All that was said so far is over. Answers what is to be the first message. */
export async function raisePastLast(tx: Transaction, channelId: string): Promise<number> {
  const [row] = (await tx('channels')
    .where({ id: channelId })
    .update({ first_seq: tx.raw('last_seq + 1') })
    .returning('first_seq as beforeSeq')) as { beforeSeq: number }[];
  return row?.beforeSeq ?? 0;
}

type DeletedMessage = { rowId: number; seq: number };

/** Deletes the oldest of the messages that nobody may see any more, at most so many, with all that hangs on them. */
export async function deleteUncleared(
  tx: Transaction,
  channelId: string,
  most: number,
): Promise<DeletedMessage[]> {
  const rows = (await skipLocked(
    tx,
    tx('messages')
      .where({ channel_id: channelId })
      .where('seq', '<', tx('channels').where({ id: channelId }).select('first_seq'))
      .orderBy('seq')
      .limit(most)
      .select('row_id as rowId', 'seq'),
  )) as DeletedMessage[];
  await tx('messages')
    .whereIn(
      'row_id',
      rows.map(({ rowId }) => rowId),
    )
    .delete();
  return rows;
}
