import { recordAudit } from '../audit/record-audit.ts';
import { fingerprint, newId, newSecret } from '../platform/ids.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import type { TokenScope } from './actor.ts';
import { insertToken } from './token-store.ts';
import { listTokens } from './token-queries.ts';

const lifetimeMs = 90 * 24 * 3600 * 1000;
const mostTokens = 20;
const longestName = 60;

type TokenRequest = { personId: string; name: string; scope: TokenScope };

/** A person's own token, good for 90 days. The secret is answered once and rests only as a hash. */
export async function createToken(
  house: House,
  actorId: string | null,
  { personId, name, scope }: TokenRequest,
): Promise<{ id: string; secret: string }> {
  if (name.trim() === '' || name.length > longestName)
    throw new Refusal('invalid', 'token-name', { field: 'name' });
  const token = { id: newId(), secret: `umlauf_${newSecret()}` };
  const now = house.clock.now();
  await house.transaction(async (tx) => {
    await lockSequence(tx, `tokens:${personId}`);
    if ((await listTokens(tx, personId, now)).length >= mostTokens)
      throw new Refusal('conflict', 'too-many-tokens');
    const secretHash = fingerprint(token.secret);
    const times = { createdAt: now, expiresAt: now + lifetimeMs };
    await insertToken(tx, { id: token.id, personId, name: name.trim(), scope, secretHash, ...times });
    await recordAudit(tx, {
      at: now,
      actorId,
      action: 'token:created',
      subject: personId,
      details: { tokenId: token.id, scope },
    });
  });
  return token;
}
