import { idPattern } from '../platform/ids.ts';
import type { Umlauf } from '../umlauf.ts';
import { findChannelFor } from './channel-queries.ts';
import type { ChannelRooms } from './channel-rooms.ts';
import { listMessagesNamed } from './message-queries.ts';
import { presentMessage } from './present-channel.ts';

/** What is told of the channels to those who are in them and connected to this process. */
export function followChannels({ changes, db, live }: Umlauf, rooms: ChannelRooms): void {
  changes.follow('message:posted', async ({ channelId, seq, revision }) => {
    const told = rooms.toTell({ channelId, seq });
    if (live.occupied(told.to).length === 0) return;
    const [message] = await listMessagesNamed(db, [{ channelId, seq }]);
    if (!message) return;
    // Changed since: who has been put out meanwhile must not get what it says now. Who may see it fetches it.
    if (message.revision !== revision)
      live.emit(told, 'message:changed', { channelId, seq, revision: message.revision });
    else live.emit(told, 'message:posted', { channelId, message: presentMessage(message) });
  });

  changes.follow('message:changed', ({ channelId, seq, revision }) => {
    live.emit([rooms.roomOf(channelId)], 'message:changed', { channelId, seq, revision });
  });

  changes.follow('channel:changed', ({ channelId }) => {
    live.emit([rooms.roomOf(channelId)], 'channel:changed', { channelId });
  });

  changes.follow('channel:cleared', ({ channelId, beforeSeq }) => {
    live.emit([rooms.roomOf(channelId)], 'channel:cleared', { channelId, beforeSeq });
  });

  live.onRequest('channel:typing', async (actor, payload) => {
    const { channelId } = (payload ?? {}) as { channelId?: unknown };
    if (typeof channelId !== 'string' || !idPattern.test(channelId)) return { refused: 'malformed' };
    const personId = actor.person.id;
    if (!(await findChannelFor(db, personId, channelId))) return { refused: 'not-found' };
    return {
      tells: { room: rooms.roomOf(channelId), event: 'channel:typing', payload: { channelId, personId } },
    };
  });
}
