import type { Db } from '../platform/db/database.ts';

export type SignInLinkView = {
  id: string;
  personId: string;
  name: string;
  /** Null: by the command line. */
  madeBy: string | null;
  createdAt: number;
  expiresAt: number;
  usedAt: number | null;
  endedAt: number | null;
};

/** The latest first. */
export async function listSignInLinks(db: Db, limit: number): Promise<SignInLinkView[]> {
  return (await db('sign_in_links')
    .join('people', 'people.id', 'sign_in_links.person_id')
    .leftJoin('people as makers', 'makers.id', 'sign_in_links.made_by')
    .orderBy([
      { column: 'sign_in_links.created_at', order: 'desc' },
      { column: 'sign_in_links.id', order: 'desc' },
    ])
    .limit(limit)
    .select('sign_in_links.id', 'people.id as personId', 'people.name', 'makers.name as madeBy')
    .select('sign_in_links.created_at as createdAt', 'sign_in_links.expires_at as expiresAt')
    .select('used_at as usedAt', 'ended_at as endedAt')) as SignInLinkView[];
}
