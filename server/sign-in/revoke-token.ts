import { recordAudit } from '../audit/record-audit.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { markRevoked } from './token-store.ts';

/** `personId` null: whoever's it is (the operator's command line, an administrator). Answers whose it was. */
export async function revokeToken(
  house: House,
  actorId: string | null,
  tokenId: string,
  personId: string | null,
): Promise<string> {
  const now = house.clock.now();
  return house.transaction(async (tx) => {
    const owner = await markRevoked(tx, tokenId, personId, now);
    if (owner === null) throw new Refusal('not-found');
    await house.changes.append(tx, 'token:revoked', { tokenId });
    await recordAudit(tx, {
      at: now,
      actorId,
      action: 'token:revoked',
      subject: owner,
      details: { tokenId },
    });
    return owner;
  });
}
