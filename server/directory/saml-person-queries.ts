import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';

type Found = { id: string; leftAt: number | null };
type FoundInDirectory = Found & { source: string; sourceId: string };

export async function findBySamlKey(db: Db, source: string, sourceId: string): Promise<Found | null> {
  const row = (await db('people')
    .where({ source, source_id: sourceId })
    .select('id', 'left_at as leftAt')
    .first()) as Found | undefined;
  return row ?? null;
}

/** Whom a directory or a roster knows by one of these forms of an immutable id; two people are none. */
export async function findByDirectoryKey(db: Db, sourceIds: string[]): Promise<FoundInDirectory | null> {
  const rows = (await whereIn(db('people'), 'source_id', sourceIds)
    .whereNot('source', 'like', 'saml:%')
    .select('id', 'left_at as leftAt', 'source', 'source_id as sourceId')) as FoundInDirectory[];
  const [only] = rows;
  return only && rows.length === 1 ? only : null;
}

export async function findTeamIds(db: Db, source: string): Promise<Map<string, string>> {
  const rows = (await db('teams').where({ source }).select('id', 'source_id as sourceId')) as {
    id: string;
    sourceId: string;
  }[];
  return new Map(rows.map(({ id, sourceId }) => [sourceId, id]));
}

export async function listDirectTeams(db: Db, personId: string, source: string): Promise<string[]> {
  return (await db('memberships')
    .join('teams', 'teams.id', 'memberships.team_id')
    .where({ person_id: personId, source })
    .pluck('teams.id')) as string[];
}
