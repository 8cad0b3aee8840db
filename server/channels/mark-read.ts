import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { getChannelFor } from './channel-queries.ts';

type Marked = { readSeq: number; isAll: boolean };

/**
 * Own read marker, up to the last message that there is; `seen`: what was in sight last, should something above it be
 * unread still. Answers where the marker stands, and whether that is the end. Refuses `not-found`.
 */
export async function markRead(
  house: House,
  actor: Actor,
  { channelId, seq, seen = seq }: { channelId: string; seq: number; seen?: number | undefined },
): Promise<Marked> {
  const personId = actor.person.id;
  const channel = await getChannelFor(house.db, personId, channelId);
  const { lastSeq, member } = channel;
  const mark = { seq: Math.min(seq, lastSeq), seen: Math.min(seen, lastSeq) };
  if (mark.seq > member.readSeq || mark.seen > member.seenSeq)
    await house.readMarks.give({ channelId, personId, ...mark });
  const readSeq = Math.max(mark.seq, member.readSeq);
  return { readSeq, isAll: readSeq >= lastSeq };
}
