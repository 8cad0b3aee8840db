import type { Db } from '../../platform/db/database.ts';
import type { Planned } from './plan.ts';

export type PlannedNotice = Planned & { id: string; announcementId: string };

const columns = ['id', 'announcement_id as announcementId', 'kind', 'due_at as dueAt'];
const mostAtOnce = 50;

/** The earliest first. */
export async function listDue(db: Db, now: number): Promise<PlannedNotice[]> {
  return (await db('planned_notices')
    .where({ state: 'waiting' })
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(mostAtOnce)
    .select(columns)) as PlannedNotice[];
}

/** Is another of its kind due as well, which comes after it? Then one notice is enough. */
export async function isOvertaken(
  db: Db,
  { announcementId, kind, dueAt }: PlannedNotice,
  now: number,
): Promise<boolean> {
  const later = (await db('planned_notices')
    .where({ announcement_id: announcementId, kind, state: 'waiting' })
    .where('due_at', '>', dueAt)
    .where('due_at', '<=', now)
    .first('id')) as object | undefined;
  return later !== undefined;
}

/** Have the owners of the teams been told who is outstanding? */
export async function isEscalated(db: Db, announcementId: string): Promise<boolean> {
  const sent = (await db('planned_notices')
    .where({ announcement_id: announcementId, kind: 'escalation', state: 'sent' })
    .first('id')) as object | undefined;
  return sent !== undefined;
}

/** What of the plan is still to come, the earliest first. */
export async function listWaiting(db: Db, announcementId: string): Promise<PlannedNotice[]> {
  return (await db('planned_notices')
    .where({ announcement_id: announcementId, state: 'waiting' })
    .orderBy('due_at')
    .select(columns)) as PlannedNotice[];
}
