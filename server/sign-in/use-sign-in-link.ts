import { recordAudit } from '../audit/record-audit.ts';
import { findPeople } from '../directory/directory-queries.ts';
import { fingerprint } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { openSessionIn, type OpenedSession, type SignInRequest } from './open-session.ts';
import { markLinkUsed } from './sign-in-link-store.ts';

/** Opens a session for whom the link was made. Refuses `forbidden` when it has been used, has run out or never was. */
export async function useSignInLink(
  house: House,
  secret: string,
  browser: Omit<SignInRequest, 'personId' | 'signedInHow'>,
): Promise<OpenedSession> {
  const now = house.clock.now();
  return house.transaction(async (tx) => {
    const link = await markLinkUsed(tx, fingerprint(secret), now);
    if (!link || (await findPeople(tx, [link.personId])).length === 0)
      throw new Refusal('forbidden', 'sign-in-link');
    const { personId } = link;
    await recordAudit(tx, {
      at: now,
      actorId: personId,
      action: 'sign-in-link:used',
      subject: personId,
      details: { linkId: link.id },
    });
    return openSessionIn(tx, house, { ...browser, personId, signedInHow: 'link' });
  });
}
