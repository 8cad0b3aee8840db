import { recordAudit } from '../audit/record-audit.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { markLinkEnded } from './sign-in-link-store.ts';

/** Closes a link before it is used. Refuses `not-found` when it is not open (any more). */
export async function endSignInLink(house: House, actorId: string, linkId: string): Promise<void> {
  const now = house.clock.now();
  await house.transaction(async (tx) => {
    const personId = await markLinkEnded(tx, linkId, now);
    if (personId === null) throw new Refusal('not-found');
    await recordAudit(tx, {
      at: now,
      actorId,
      action: 'sign-in-link:ended',
      subject: personId,
      details: { linkId },
    });
  });
}
