import { audienceLock } from '../announcements/audience.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import type { House } from '../umlauf.ts';
import type { RosterSource } from './apply-roster.ts';
import { revokeAccess } from './revoke-access.ts';
import { isTooMany } from './roster-difference.ts';
import { listWatched } from './watched-queries.ts';

type PersonState = { sourceId: string; mayEnter: boolean };
export type LookUp = (sourceIds: string[]) => Promise<PersonState[]>;

const deviceSeenMs = 14 * 24 * 3600 * 1000;

/**
 * Are those who could see something at this moment still in the house? Whoever is not leaves it at once. Answers false,
 * having changed nothing, when more of them would go than on a healthy day: then only a whole run can tell.
 */
export async function watchPeople(
  house: House,
  lookUp: LookUp,
  { source, maxDropPercent }: RosterSource,
): Promise<boolean> {
  const watched = await listWatched(house.db, source, house.clock.now() - deviceSeenMs);
  if (watched.length === 0) return true;
  const states = await lookUp(watched.map(({ sourceId }) => sourceId));
  const seenAt = house.clock.now();
  const present = new Set(states.filter(({ mayEnter }) => mayEnter).map(({ sourceId }) => sourceId));
  const gone = watched.filter(({ sourceId }) => !present.has(sourceId)).map(({ id }) => id);
  if (gone.length === 0) return true;
  if (isTooMany(gone.length, watched.length, maxDropPercent)) return false;
  await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const details = () => ({ source, seenAt });
    await revokeAccess(house, tx, gone, { actorId: null, how: 'directory', details });
  });
  return true;
}
