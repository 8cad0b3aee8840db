import { findChannelFor, listChannelsOf } from '../channels/channel-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { Refusal } from '../platform/refusal.ts';

type Linked = { id: string; title: string };

/**
 * Questions are asked in a channel of teams that the sender is in when he chooses it. What stood there `before` may
 * stay. Refuses `invalid`.
 */
export async function checkLinkedChannel(
  db: Db,
  personId: string,
  channelId: string | null,
  before: string | null,
): Promise<void> {
  if (channelId === null || channelId === before) return;
  if (!(await findLinkedChannel(db, personId, channelId)))
    throw new Refusal('invalid', 'unknown-channel', { field: 'channelId' });
}

/** For those who are in it now; nobody else learns that there is one. */
export async function findLinkedChannel(
  db: Db,
  personId: string,
  channelId: string | null,
): Promise<Linked | null> {
  if (channelId === null) return null;
  const channel = await findChannelFor(db, personId, channelId);
  return channel?.kind === 'team' ? { id: channel.id, title: channel.title ?? '' } : null;
}

/** What the sender may choose, and, without its name, what was chosen and is no channel of his. */
export async function listLinkable(
  db: Db,
  personId: string,
  chosen: string | null,
): Promise<{ id: string; title: string | null; isChosen: boolean }[]> {
  const own = (await listChannelsOf(db, personId)).filter(({ kind }) => kind === 'team');
  const isForeign = chosen !== null && !own.some(({ id }) => id === chosen);
  return [...own, ...(isForeign ? [{ id: chosen, title: null }] : [])].map(({ id, title }) => ({
    ...{ id, title, isChosen: id === chosen },
  }));
}
