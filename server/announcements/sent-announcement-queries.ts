import { findAddressable } from '../directory/addressable-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mayPublish, type Actor } from '../sign-in/actor.ts';
import type { Announcement } from './announcement.ts';
import { isStillAddressable } from './audience.ts';
import { findAnnouncementFor } from './announcement-queries.ts';

/** For its sender alone: a recipient is refused, for others it does not exist. */
export async function getSentAnnouncement(db: Db, actor: Actor, id: string): Promise<Announcement> {
  const announcement = await findAnnouncementFor(db, actor.person.id, id);
  if (!announcement) throw new Refusal('not-found');
  if (announcement.senderId !== actor.person.id) throw new Refusal('forbidden', 'not-the-sender');
  return announcement;
}

/** For its sender while he may still publish: the directory may have taken that right away since he wrote it. */
export async function getPublishedBy(db: Db, actor: Actor, id: string): Promise<Announcement> {
  const announcement = await getSentAnnouncement(db, actor, id);
  if (!mayPublish(actor)) throw new Refusal('forbidden', 'publisher-needed');
  return announcement;
}

/** May its sender still address those to whom it went? As the directory has it now. */
export async function mayStillAddress(
  db: Db,
  { person, roles }: Actor,
  { audience }: Announcement,
): Promise<boolean> {
  return isStillAddressable(audience, await findAddressable(db, person.id, roles));
}

/** For its sender while he may still address them: he may own another team by now, and no longer theirs. */
export async function getAddressedBy(db: Db, actor: Actor, id: string): Promise<Announcement> {
  const announcement = await getPublishedBy(db, actor, id);
  if (!(await mayStillAddress(db, actor, announcement)))
    throw new Refusal('forbidden', 'audience-no-longer-own');
  return announcement;
}
