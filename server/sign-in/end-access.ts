import type { Transaction } from '../platform/db/database.ts';
import type { House } from '../umlauf.ts';
import { deleteDevicesOf, deleteSessions } from './session-store.ts';
import { markLinksEnded } from './sign-in-link-store.ts';
import { markAllRevoked } from './token-store.ts';

export type EndedAccess = Record<'sessions' | 'devices' | 'tokens', number>;

/** Closes every way in of a person: sessions with their open connections, devices with their push, tokens, links. */
export async function endAccess(
  tx: Transaction,
  { changes }: Pick<House, 'changes'>,
  personId: string,
  now: number,
): Promise<EndedAccess> {
  const sessionHashes = await deleteSessions(tx, { person_id: personId });
  await markLinksEnded(tx, personId, now);
  const devices = await deleteDevicesOf(tx, personId);
  if (sessionHashes.length > 0) await changes.append(tx, 'session:ended', { sessionHashes, reason: 'ended' });
  const tokenIds = await markAllRevoked(tx, personId, now);
  for (const tokenId of tokenIds) await changes.append(tx, 'token:revoked', { tokenId });
  return { sessions: sessionHashes.length, devices, tokens: tokenIds.length };
}
