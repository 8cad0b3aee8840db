import type { Transaction } from '../platform/db/database.ts';
import { deleteRows, insertRows, updateRows } from '../platform/db/dialect.ts';
import type { ChannelMember, NoticeChoice } from './channel.ts';

type Placed = { channelId: string; personId: string };

export async function insertMembers(
  tx: Transaction,
  members: (Placed & ChannelMember)[],
  since: number,
): Promise<void> {
  const rows = members.map(({ channelId, personId, firstSeq, readSeq, seenSeq, notices }) => ({
    ...{ channel_id: channelId, person_id: personId, since, notices },
    ...{ first_seq: firstSeq, read_seq: readSeq, seen_seq: seenSeq },
  }));
  await insertRows(tx, 'channel_members', rows, 'ignore');
}

/** Their places with all that hangs on them: nothing of them stays. */
export async function deleteMembers(tx: Transaction, places: Placed[]): Promise<void> {
  const rows = places.map(({ channelId, personId }) => ({ channel_id: channelId, person_id: personId }));
  await deleteRows(tx, 'channel_members', rows);
}

/** Answers whether there is such a member. */
export async function updateNotices(
  tx: Transaction,
  { channelId, personId }: Placed,
  notices: NoticeChoice,
): Promise<boolean> {
  const place = { channel_id: channelId, person_id: personId };
  return (await tx('channel_members').where(place).update({ notices })) > 0;
}

/** Own read markers with what was in sight last, none of them lower than before. */
export async function raiseReadMarkers(
  tx: Transaction,
  marks: (Placed & Pick<ChannelMember, 'readSeq' | 'seenSeq'>)[],
): Promise<void> {
  const rows = marks.map(({ channelId, personId, readSeq, seenSeq }) => ({
    ...{ channel_id: channelId, person_id: personId, read_seq: readSeq, seen_seq: seenSeq },
  }));
  await updateRows(tx, 'channel_members', ['channel_id', 'person_id'], rows);
}

/** What was in sight last, where something above it is unread still. */
export async function raiseSeenMarkers(
  tx: Transaction,
  marks: (Placed & Pick<ChannelMember, 'seenSeq'>)[],
): Promise<void> {
  const rows = marks.map(({ channelId, personId, seenSeq }) => ({
    ...{ channel_id: channelId, person_id: personId, seen_seq: seenSeq },
  }));
  await updateRows(tx, 'channel_members', ['channel_id', 'person_id'], rows);
}
