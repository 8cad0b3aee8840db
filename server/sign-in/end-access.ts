import type { Transaction } from '../platform/db/database.ts';
import type { House } from '../umlauf.ts';
import { deleteDevicesOf, deleteSessions } from './session-store.ts';
import { markAllRevoked } from './token-store.ts';

/** Closes every way in of a person: sessions with their open connections, devices with their push, tokens. */
export async function endAccess(
  tx: Transaction,
  { changes }: Pick<House, 'changes'>,
  personId: string,
  now: number,
): Promise<void> {
  const sessionHashes = await deleteSessions(tx, { person_id: personId });
  await deleteDevicesOf(tx, personId);
  if (sessionHashes.length > 0) await changes.append(tx, 'session:ended', { sessionHashes, reason: 'ended' });
  for (const tokenId of await markAllRevoked(tx, personId, now))
    await changes.append(tx, 'token:revoked', { tokenId });
}
