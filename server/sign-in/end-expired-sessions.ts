import type { House } from '../umlauf.ts';
import { deleteExpiredSessions } from './session-store.ts';

/** Deletes what has expired and closes the connections that hang on it. The device keeps its push. */
export async function endExpiredSessions(house: House): Promise<void> {
  await house.transaction(async (tx) => {
    const sessionHashes = await deleteExpiredSessions(tx, house.clock.now());
    if (sessionHashes.length > 0)
      await house.changes.append(tx, 'session:ended', { sessionHashes, reason: 'expired' });
  });
}
