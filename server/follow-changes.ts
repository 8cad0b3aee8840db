import { findAnnouncement, findAnnouncementFor } from './announcements/announcement-queries.ts';
import type { ChannelRooms } from './channels/channel-rooms.ts';
import { followChannels } from './channels/follow-channels.ts';
import { progressRoom } from './acknowledgements/progress-ticker.ts';
import { listRecipientIds } from './acknowledgements/recipient-queries.ts';
import { personRoom, sessionRoom, tokenRoom } from './sign-in/live-rooms.ts';
import { idPattern } from './platform/ids.ts';
import type { Umlauf } from './umlauf.ts';

const pagesPerSecond = 500;
const longestJitterMs = 5000;

const spreadOver = (pages: number): number =>
  Math.min(longestJitterMs, Math.floor(pages / pagesPerSecond) * 1000);

/** What this process does when something has changed, here or in another process: it tells those who are connected. */
export function followChanges(umlauf: Umlauf, rooms: ChannelRooms): void {
  const { changes, db, live } = umlauf;
  followChannels(umlauf, rooms);

  changes.follow('announcement:released', async ({ announcementId }) => {
    const announcement = await findAnnouncement(db, announcementId);
    if (!announcement) return;
    const rooms = live.occupied((await listRecipientIds(db, announcementId)).map(personRoom));
    const { id, title, priority, acknowledgement } = announcement;
    const jitterMs = spreadOver(rooms.length);
    const requiresAcknowledgement = acknowledgement === 'confirm';
    live.emit(rooms, 'announcement:released', { id, title, priority, requiresAcknowledgement, jitterMs });
    umlauf.nudgeDelivery();
  });

  changes.follow('announcement:changed', ({ announcementId, personIds }) => {
    const rooms = live.occupied(personIds.map(personRoom));
    const jitterMs = spreadOver(rooms.length);
    live.emit(rooms, 'announcement:changed', { id: announcementId, ...(jitterMs > 0 ? { jitterMs } : {}) });
  });

  changes.follow('skew:measured', ({ announcementId }) => {
    umlauf.countDelivered(announcementId);
  });

  changes.follow('membership:changed', async ({ personIds }) => {
    await rooms.replace(personIds);
    live.emit(live.occupied(personIds.map(personRoom)), 'membership:changed', {});
    umlauf.nudgeDelivery();
  });

  changes.follow('session:ended', ({ sessionHashes, reason }) => {
    for (const hash of sessionHashes) live.close(sessionRoom(hash), 'session:ended', { reason });
  });

  changes.follow('token:revoked', ({ tokenId }) => {
    live.close(tokenRoom(tokenId), 'session:ended', { reason: 'ended' });
  });

  live.onRequest('progress:follow', async (actor, payload) => {
    const { announcementId } = (payload ?? {}) as { announcementId?: unknown };
    if (typeof announcementId !== 'string' || !idPattern.test(announcementId))
      return { refused: 'malformed' };
    const announcement = await findAnnouncementFor(db, actor.person.id, announcementId);
    if (!announcement) return { refused: 'not-found' };
    if (announcement.senderId !== actor.person.id) return { refused: 'forbidden' };
    return { joins: progressRoom(announcementId) };
  });
}
