import type { Db } from '../platform/db/database.ts';
import { countUnread } from './channel-card-queries.ts';

/** In which channels something waits to be read; not in those of which somebody wants to be told nothing. */
export async function listUnread(
  db: Db,
  personId: string,
  now: number,
): Promise<{ unread: string[]; muted: string[] }> {
  const silent = db('channel_members').where({ person_id: personId, notices: 'nothing' });
  const muted = (await silent.pluck('channel_id')) as string[];
  const unread = [...(await countUnread(db, personId, now)).keys()];
  return { unread: unread.filter((id) => !muted.includes(id)), muted };
}
