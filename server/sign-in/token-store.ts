import type { Db } from '../platform/db/database.ts';
import type { TokenView } from './token-queries.ts';

type NewToken = Omit<TokenView, 'lastUsedAt'> & { personId: string; secretHash: string };

export async function insertToken(db: Db, token: NewToken): Promise<void> {
  await db('tokens').insert({
    id: token.id,
    person_id: token.personId,
    name: token.name,
    scope: token.scope,
    secret_hash: token.secretHash,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
  });
}

/** Answers whose token it was, or null when there is none to revoke. */
export async function markRevoked(
  db: Db,
  id: string,
  personId: string | null,
  at: number,
): Promise<string | null> {
  const query = db('tokens')
    .where({ id })
    .whereNull('revoked_at')
    .update({ revoked_at: at })
    .returning('person_id');
  if (personId !== null) void query.where({ person_id: personId });
  const rows = (await query) as { person_id: string }[];
  return rows[0]?.person_id ?? null;
}

/** Answers the tokens of this person that were valid until now. */
export async function markAllRevoked(db: Db, personId: string, at: number): Promise<string[]> {
  const rows = (await db('tokens')
    .where({ person_id: personId })
    .whereNull('revoked_at')
    .update({ revoked_at: at })
    .returning('id')) as { id: string }[];
  return rows.map((row) => row.id);
}

/** Answers the tokens that have run out since the last time. */
export async function markExpired(db: Db, now: number): Promise<string[]> {
  const rows = (await db('tokens')
    .whereNull('revoked_at')
    .where('expires_at', '<=', now)
    .update({ revoked_at: now })
    .returning('id')) as { id: string }[];
  return rows.map((row) => row.id);
}

export async function touchToken(db: Db, id: string, at: number): Promise<void> {
  await db('tokens').where({ id }).update({ last_used_at: at });
}
