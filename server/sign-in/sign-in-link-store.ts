import type { Db } from '../platform/db/database.ts';

type NewLink = {
  id: string;
  secretHash: string;
  personId: string;
  madeBy: string | null;
  createdAt: number;
  expiresAt: number;
};

export async function insertSignInLink(db: Db, link: NewLink): Promise<void> {
  await db('sign_in_links').insert({
    id: link.id,
    secret_hash: link.secretHash,
    person_id: link.personId,
    made_by: link.madeBy,
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
  const rows = (await openLinks(db, now)
    .where({ secret_hash: secretHash })
    .update({ used_at: now })
    .returning(['id', 'person_id'])) as { id: string; person_id: string }[];
  return rows[0] ? { id: rows[0].id, personId: rows[0].person_id } : null;
}

/** Answers whose it was, or null when it was not open. */
export async function markLinkEnded(db: Db, id: string, now: number): Promise<string | null> {
  const rows = (await openLinks(db, now).where({ id }).update({ ended_at: now }).returning('person_id')) as {
    person_id: string;
  }[];
  return rows[0]?.person_id ?? null;
}

export async function markLinksEnded(db: Db, personId: string, now: number): Promise<void> {
  await openLinks(db, now).where({ person_id: personId }).update({ ended_at: now });
}

const openLinks = (db: Db, now: number) =>
  db('sign_in_links').whereNull('used_at').whereNull('ended_at').where('expires_at', '>', now);
