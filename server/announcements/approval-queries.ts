import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { Announcement } from './announcement.ts';
import { findAnnouncement, findAnnouncementFor } from './announcement-queries.ts';

/**
 * What waits for a second person, for any publisher and for its own sender; whoever sees the announcement for another
 * reason is refused, for others it does not exist. Whoever comes too late is told who has decided.
 */
export async function getSubmitted(db: Db, actor: Actor, id: string): Promise<Announcement> {
  const announcement = await findAnnouncement(db, id);
  const isWaiting = announcement?.status === 'awaiting-approval';
  if (announcement && isWaiting && actor.roles.publisher) return announcement;
  const visible = await findAnnouncementFor(db, actor.person.id, id);
  if (announcement && !visible && actor.roles.publisher) await refuseDecided(db, announcement);
  if (!visible) throw new Refusal('not-found');
  if (!actor.roles.publisher) throw new Refusal('forbidden', 'publisher-needed');
  return visible;
}

/** Every publisher may have seen it while it waited, and learns who was quicker. */
export async function refuseDecided(db: Db, { id, status }: Announcement): Promise<void> {
  const last = status === 'awaiting-approval' ? null : await findLastDecision(db, id);
  if (!last || (last.decision === 'send-back') !== (status === 'draft')) return;
  const reason = last.decision === 'approve' ? 'approved-already' : 'sent-back-already';
  throw new Refusal('conflict', reason, { params: { name: last.name } });
}

type LastDecision = { decision: 'approve' | 'send-back'; note: string; at: number; name: string };

/** The latest word of a second person. */
export async function findLastDecision(db: Db, announcementId: string): Promise<LastDecision | null> {
  const row = (await db('approval_decisions')
    .join('people', 'people.id', 'approval_decisions.person_id')
    .where({ announcement_id: announcementId })
    .orderBy('at', 'desc')
    .first('decision', 'note', 'at', 'people.name')) as LastDecision | undefined;
  return row ?? null;
}

type SendBack = { announcementId: string; note: string; at: number; name: string };

/** What second persons have said where they sent these back, the oldest first. */
export async function listSendBacks(db: Db, announcementIds: string[]): Promise<SendBack[]> {
  const query = db('approval_decisions')
    .join('people', 'people.id', 'approval_decisions.person_id')
    .where({ decision: 'send-back' })
    .orderBy('at')
    .select('announcement_id as announcementId', 'note', 'at', 'people.name');
  return (await whereIn(query, 'announcement_id', announcementIds)) as SendBack[];
}
