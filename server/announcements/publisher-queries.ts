import type { Db } from '../platform/db/database.ts';
import { findAnnouncement, toAnnouncements, whole } from './announcement-queries.ts';
import type { JoinedRow } from './announcement-row.ts';
import type { Announcement, Status } from './announcement.ts';

type SentSearch = { statuses: Status[]; limit?: number; after?: string | undefined };

/** The sender's own, newest first, all unless limited; `after` is the id of the last one of the page before. */
export async function listSentBy(
  db: Db,
  personId: string,
  { statuses, limit, after }: SentSearch,
): Promise<Announcement[]> {
  const query = whole(db)
    .where({ sender_id: personId })
    .whereIn('status', statuses)
    .orderBy([
      { column: 'updated_at', order: 'desc' },
      { column: 'announcements.id', order: 'desc' },
    ]);
  if (limit !== undefined) void query.limit(limit);
  if (after !== undefined) {
    const last = await findAnnouncement(db, after);
    if (!last || last.senderId !== personId) return [];
    void query.whereRaw('(??, ??) < (?, ?)', ['updated_at', 'announcements.id', last.updatedAt, after]);
  }
  return toAnnouncements(db, (await query) as JoinedRow[]);
}

/** What other publishers have to do with: what waits for a second person, and what its sender has left behind. */
export async function listForOtherPublishers(
  db: Db,
  personId: string,
): Promise<{ awaiting: Announcement[]; held: Announcement[] }> {
  const others = () => whole(db).orderBy('updated_at', 'desc').limit(100);
  const awaiting = others()
    .where({ status: 'awaiting-approval' })
    .whereNull('held_at')
    .whereNot({ sender_id: personId });
  const held = others().whereNotNull('held_at').whereNot({ status: 'withdrawn' });
  return {
    awaiting: await toAnnouncements(db, (await awaiting) as JoinedRow[]),
    held: await toAnnouncements(db, (await held) as JoinedRow[]),
  };
}

/** How many of them there are. */
export async function countForOtherPublishers(db: Db, personId: string): Promise<number> {
  const row = (await db('announcements')
    .where((awaiting) => {
      void awaiting
        .where({ status: 'awaiting-approval' })
        .whereNull('held_at')
        .whereNot({ sender_id: personId });
    })
    .orWhere((held) => void held.whereNotNull('held_at').whereNot({ status: 'withdrawn' }))
    .count({ count: '*' })
    .first()) as { count: number };
  return row.count;
}
