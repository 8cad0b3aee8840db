import { recordAudit } from '../audit/record-audit.ts';
import { findPersonByLogin } from '../directory/directory-queries.ts';
import { fingerprint, newId, newSecret } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { insertSignInLink } from './sign-in-link-store.ts';

export const signInLinkMs = 10 * 60 * 1000;

/**
 * A way in without the company's IdP, for the first administrator and for the day on which it is down: good once,
 * for ten minutes. The secret is answered once and rests only as a hash. Refuses `not-found`.
 */
export async function createSignInLink(house: House, actorId: string | null, login: string): Promise<string> {
  const now = house.clock.now();
  const secret = newSecret();
  await house.transaction(async (tx) => {
    const person = await findPersonByLogin(tx, login);
    if (!person) throw new Refusal('not-found', 'unknown-login', { params: { login } });
    const id = newId();
    const link = { id, secretHash: fingerprint(secret), personId: person.id, madeBy: actorId };
    await insertSignInLink(tx, { ...link, createdAt: now, expiresAt: now + signInLinkMs });
    await recordAudit(tx, {
      at: now,
      actorId,
      action: 'sign-in-link:created',
      subject: person.id,
      details: { linkId: id },
    });
  });
  return new URL(`/sign-in/link?secret=${secret}`, house.config.baseUrl).href;
}
