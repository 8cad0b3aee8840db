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

export type NamedEntry = {
  at: number;
  action: string;
  /** Null: nobody in particular, such as the clock. */
  name: string | null;
  details: Record<string, unknown>;
};

/** Who did what with one thing: the entries of these actions, the oldest first. */
export async function listEntriesAbout(db: Db, subject: string, actions: string[]): Promise<NamedEntry[]> {
  const rows = (await db('audit_entries')
    .leftJoin('people', 'people.id', 'audit_entries.actor_id')
    .where({ subject })
    .whereIn('action', actions)
    .orderBy('seq')
    .select('audit_entries.at', 'action', 'people.name', 'details')) as (Omit<NamedEntry, 'details'> & {
    details: string;
  })[];
  return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as Record<string, unknown> }));
}
