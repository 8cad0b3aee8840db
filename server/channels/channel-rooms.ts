import type { Umlauf } from '../umlauf.ts';
import { groupBy } from '../platform/group-by.ts';
import { personRoom } from '../sign-in/live-rooms.ts';
import { listPlaces } from './member-queries.ts';

const prefix = 'channel:';
const roomOf = (channelId: string): string => `${prefix}${channelId}`;
/** Of those in a channel who may see what is said from this message on, while older ones are still being told. */
const newcomerRoom = (channelId: string, firstSeq: number): string =>
  `newcomer:${channelId}:${String(firstSeq)}`;

type Place = { channelId: string; firstSeq: number };

export type ChannelRooms = {
  /** The rooms of a person who connects. */
  roomsFor: (personId: string) => Promise<string[]>;
  /** Raised whenever memberships change: rooms that were read before are to be read again. */
  version: () => number;
  /** Puts those of these people who are connected where they belong now, and out of everything else. */
  replace: (personIds: string[]) => Promise<void>;
  /** Where a message is told, and to whom not. */
  toTell: (place: { channelId: string; seq: number }) => { to: string[]; except: string[] };
  roomOf: (channelId: string) => string;
};

/**
 * Who hears what is said in a channel: those in its room. Changes are followed in the order in which they were
 * committed, so whoever was put out has left the room before anything is told that was said afterwards; and whoever
 * came meanwhile hears nothing that was said before his time.
 */
export function createChannelRooms({ db, live }: Pick<Umlauf, 'db' | 'live'>): ChannelRooms {
  let version = 0;
  const told = new Map<string, number>();
  const newcomers = new Map<string, Set<number>>();

  function placed({ channelId, firstSeq }: Place): string[] {
    if (firstSeq <= (told.get(channelId) ?? 0) + 1) return [roomOf(channelId)];
    const waiting = newcomers.get(channelId) ?? new Set();
    newcomers.set(channelId, waiting.add(firstSeq));
    return [roomOf(channelId), newcomerRoom(channelId, firstSeq)];
  }

  return {
    roomOf,
    version: () => version,
    roomsFor: async (personId) => (await listPlaces(db, [personId])).flatMap(placed),
    replace: async (personIds) => {
      version += 1;
      const here = personIds.filter((personId) => live.occupied([personRoom(personId)]).length > 0);
      if (here.length === 0) return;
      try {
        const places = groupBy(await listPlaces(db, here), ({ personId }) => personId);
        for (const personId of here)
          live.place(personRoom(personId), prefix, (places.get(personId) ?? []).flatMap(placed));
      } catch (error) {
        // Where they belong cannot be read now: nobody stays where he was, and whoever connects again is asked for anew.
        for (const personId of here) live.close(personRoom(personId), 'membership:changed', {});
        throw error;
      }
    },
    toTell: ({ channelId, seq }) => {
      told.set(channelId, Math.max(seq, told.get(channelId) ?? 0));
      const waiting = newcomers.get(channelId) ?? new Set();
      for (const firstSeq of waiting) if (firstSeq <= seq) waiting.delete(firstSeq);
      if (waiting.size === 0) newcomers.delete(channelId);
      const except = [...waiting].map((firstSeq) => newcomerRoom(channelId, firstSeq));
      return { to: [roomOf(channelId)], except };
    },
  };
}
