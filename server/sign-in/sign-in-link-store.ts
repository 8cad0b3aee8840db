import type { Db } from '../platform/db/database.ts';

type NewLink = { id: string; secretHash: string; personId: string; createdAt: number; expiresAt: number };

export async function insertSignInLink(db: Db, link: NewLink): Promise<void> {
  await db('sign_in_links').insert({
    id: link.id,
    secret_hash: link.secretHash,
    person_id: link.personId,
    created_at: link.createdAt,
    expires_at: link.expiresAt,
  });
}

/** Uses a link up; answers whose it was, or null when it is not good (any more). Of many at once, one succeeds. */
export async function markLinkUsed(
  db: Db,
  secretHash: string,
  now: number,
): Promise<{ id: string; personId: string } | null> {
  const rows = (await db('sign_in_links')
    .where({ secret_hash: secretHash })
    .whereNull('used_at')
    .where('expires_at', '>', now)
    .update({ used_at: now })
    .returning(['id', 'person_id'])) as { id: string; person_id: string }[];
  return rows[0] ? { id: rows[0].id, personId: rows[0].person_id } : null;
}

export async function deleteLinksOf(db: Db, personId: string): Promise<void> {
  await db('sign_in_links').where({ person_id: personId }).whereNull('used_at').delete();
}
