import { findAnnouncement } from '../announcements/announcement-queries.ts';
import type { Announcement } from '../announcements/announcement.ts';
import { isEscalated } from '../delivery/plan/plan-queries.ts';
import { findAddressable } from '../directory/addressable-queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { lookAtNames } from './look-at-names.ts';
import { listOutstandingOfTeams, type OutstandingPerson } from './named-recipient-queries.ts';
import { isAnyAsked } from './recipient-queries.ts';

/**
 * Who is outstanding in the teams that this person answers for, once the owners of the teams have been told; the look is
 * recorded. For everybody else, and before, it does not exist.
 */
export async function getTeamList(
  house: House,
  actor: Actor,
  id: string,
): Promise<{ announcement: Announcement; people: OutstandingPerson[] }> {
  const { db } = house;
  const announcement = await findAnnouncement(db, id);
  if (announcement?.status !== 'released' || !(await isEscalated(db, id))) throw new Refusal('not-found');
  const owned = await findAddressable(db, actor.person.id, { publisher: false });
  const teamIds = owned === 'everybody' ? [] : [...owned.teams];
  if (!(await isAnyAsked(db, id, teamIds))) throw new Refusal('not-found');
  await lookAtNames(house, actor, id, 'page');
  return { announcement, people: await listOutstandingOfTeams(db, id, teamIds) };
}
