import type { Request } from 'express';
import type { Announcement } from '../announcements/announcement.ts';
import { findAnnouncementFor } from '../announcements/announcement-queries.ts';
import { pathId } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { actorOf } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';

/** The announcement of this path, for its sender alone: a recipient is refused, for others it does not exist. */
export async function getSentAnnouncement({ db }: Umlauf, request: Request): Promise<Announcement> {
  const { person } = actorOf(request);
  const announcement = await findAnnouncementFor(db, person.id, pathId(request.params['id']));
  if (!announcement) throw new Refusal('not-found');
  if (announcement.senderId !== person.id) throw new Refusal('forbidden', 'not-the-sender');
  return announcement;
}
