import type { Db } from '../platform/db/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { Announcement } from './announcement.ts';
import { findAnnouncement, findAnnouncementFor } from './announcement-queries.ts';

/** What a sender who is gone has left behind is seen by every publisher; others see what they saw before. */
export async function getHeld(db: Db, actor: Actor, id: string): Promise<Announcement> {
  const announcement = await findAnnouncement(db, id);
  if (announcement && announcement.heldAt !== null && actor.roles.publisher) return announcement;
  const visible = await findAnnouncementFor(db, actor.person.id, id);
  if (!visible) throw new Refusal('not-found');
  return visible;
}
