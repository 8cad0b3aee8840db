import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import { readLeaving, type Leaving } from './leaving.ts';

type Row = { subject: string; at: number; actor: string | null; details: string };

/** The latest record of each of these people, of all times that they have left. */
export async function findLeavings(db: Db, personIds: string[]): Promise<Map<string, Leaving>> {
  // Spelt out, as only so both databases see that the index of leavings holds them all.
  const query = db('audit_entries')
    .leftJoin('people as actors', 'actors.id', 'audit_entries.actor_id')
    .whereRaw("action = 'person:left'")
    .orderBy('seq')
    .select('subject', 'at', 'actors.name as actor', 'details');
  const rows = (await whereIn(query, 'subject', personIds)) as Row[];
  return new Map(rows.map(({ subject, ...row }) => [subject, readLeaving(row)]));
}

export type Leaver = { id: string; name: string; leftAt: number; leaving: Leaving | null };

/** Who left last, the latest first. */
export async function listLeavers(db: Db, limit: number): Promise<Leaver[]> {
  const people = (await db('people')
    .whereNotNull('left_at')
    .orderBy([
      { column: 'left_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit)
    .select('id', 'name', 'left_at as leftAt')) as Omit<Leaver, 'leaving'>[];
  const leavings = await findLeavings(
    db,
    people.map(({ id }) => id),
  );
  return people.map((person) => ({ ...person, leaving: leavings.get(person.id) ?? null }));
}
