import type { Db } from '../platform/db/database.ts';

/** Has this been recorded since then? */
export async function isRecorded(
  db: Db,
  actorId: string,
  action: string,
  subject: string,
  since: number,
): Promise<boolean> {
  const row = (await db('audit_entries')
    .where({ actor_id: actorId, action, subject })
    .where('at', '>', since)
    .select('seq')
    .first()) as object | undefined;
  return row !== undefined;
}
