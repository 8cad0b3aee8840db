import type { Db } from '../platform/db/database.ts';
import { employed } from './directory-queries.ts';

export type Watched = { id: string; sourceId: string };

/** Those of this source who could see something at this moment: signed in, or with a device that takes notices. */
export async function listWatched(db: Db, source: string, seenSince: number): Promise<Watched[]> {
  const rows = (await employed(db)
    .where({ source })
    .where((query) => {
      void query
        .whereIn('people.id', db('sessions').select('person_id'))
        .orWhereIn('people.id', db('tokens').whereNull('revoked_at').select('person_id'))
        .orWhereIn(
          'people.id',
          db('push_subscriptions').where('last_seen_at', '>=', seenSince).select('person_id'),
        );
    })
    .select('people.id', 'people.source_id')) as { id: string; source_id: string }[];
  return rows.map((row) => ({ id: row.id, sourceId: row.source_id }));
}
