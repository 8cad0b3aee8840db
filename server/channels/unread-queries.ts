import type { Db } from '../platform/db/database.ts';
import { countUnread } from './channel-card-queries.ts';
import { visibleMessages } from './visible-messages.ts';

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

/** Has somebody else said something between these two that stands there still and that this person may see? */
export async function isUnreadBetween(
  db: Db,
  { personId, channelId, now }: { personId: string; channelId: string; now: number },
  { after, before }: { after: number; before: number },
): Promise<boolean> {
  if (before <= after + 1) return false;
  const found = (await visibleMessages(db, personId, now)
    .where('messages.channel_id', channelId)
    .where('messages.seq', '>', after)
    .where('messages.seq', '<', before)
    .whereNot('messages.sender_id', personId)
    .whereNull('messages.deleted_at')
    .first('messages.seq')) as unknown;
  return found !== undefined;
}
