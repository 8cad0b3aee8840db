import type { House } from '../umlauf.ts';
import { deleteExpiredSessions } from './session-store.ts';
import { markExpired } from './token-store.ts';

/** Ends the sessions and tokens that have run out, with the connections that hang on them. The device keeps its push. */
export async function endExpiredAccess(house: House): Promise<void> {
  const now = house.clock.now();
  await house.transaction(async (tx) => {
    const sessionHashes = await deleteExpiredSessions(tx, now);
    if (sessionHashes.length > 0)
      await house.changes.append(tx, 'session:ended', { sessionHashes, reason: 'expired' });
    for (const tokenId of await markExpired(tx, now))
      await house.changes.append(tx, 'token:revoked', { tokenId });
  });
}
