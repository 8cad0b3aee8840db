import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { getChannelFor } from './channel-queries.ts';

/** Own read marker, up to the last message that there is; answers where it stands. Refuses `not-found`. */
export async function markRead(
  house: House,
  actor: Actor,
  { channelId, seq }: { channelId: string; seq: number },
): Promise<number> {
  const personId = actor.person.id;
  const channel = await getChannelFor(house.db, personId, channelId);
  const readSeq = Math.min(seq, channel.lastSeq);
  if (readSeq <= channel.member.readSeq) return channel.member.readSeq;
  await house.readMarks.give({ channelId, personId, seq: readSeq });
  return readSeq;
}
