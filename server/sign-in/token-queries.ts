import { personColumns, withPreference, type SignedIn } from './session-queries.ts';
import type { Person } from '../directory/person.ts';
import type { Db } from '../platform/db/database.ts';
import type { TokenScope } from './actor.ts';

export type FoundToken = {
  person: Person;
  id: string;
  name: string;
  scope: TokenScope;
  lastUsedAt: number | null;
};

export async function findTokenBySecret(db: Db, hash: string, now: number): Promise<FoundToken | null> {
  const row = (await db('tokens')
    .join('people', 'people.id', 'tokens.person_id')
    .leftJoin('preferences', 'preferences.person_id', 'people.id')
    .where('tokens.secret_hash', hash)
    .where('tokens.expires_at', '>', now)
    .whereNull('tokens.revoked_at')
    .whereNull('people.left_at')
    .select(personColumns)
    .select(
      'preferences.language as preferred',
      'tokens.id as tokenId',
      'tokens.name as tokenName',
      'tokens.scope',
    )
    .select('tokens.last_used_at as lastUsedAt')
    .first()) as
    | (SignedIn & { tokenId: string; tokenName: string; scope: TokenScope; lastUsedAt: number | null })
    | undefined;
  if (!row) return null;
  const { tokenId, tokenName, scope, lastUsedAt, ...person } = row;
  return { person: withPreference(person), id: tokenId, name: tokenName, scope, lastUsedAt };
}

export type TokenView = {
  id: string;
  name: string;
  scope: TokenScope;
  createdAt: number;
  expiresAt: number;
  lastUsedAt: number | null;
};

export async function listTokens(db: Db, personId: string, now: number): Promise<TokenView[]> {
  return (await db('tokens')
    .where({ person_id: personId })
    .whereNull('revoked_at')
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .select(
      'id',
      'name',
      'scope',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'last_used_at as lastUsedAt',
    )) as TokenView[];
}
