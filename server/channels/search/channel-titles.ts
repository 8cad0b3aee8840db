import type { Db } from '../../platform/db/database.ts';
import { listChannelsOf } from '../channel-queries.ts';
import { listDirectNames } from '../member-queries.ts';

/** How the channels are called in which this person is, by id, those last spoken in first. */
export async function listChannelTitles(db: Db, personId: string): Promise<Map<string, string>> {
  const channels = await listChannelsOf(db, personId);
  const direct = channels.filter(({ title }) => title === null).map(({ id }) => id);
  const names = await listDirectNames(db, direct);
  return new Map(
    channels.map(({ id, title }) => {
      const others = (names.get(id) ?? []).filter((other) => other.id !== personId);
      return [id, title ?? others.map(({ name }) => name).join(', ')];
    }),
  );
}
